# SPDX-License-Identifier: EUPL-1.2
"""A folder of weights read whole: facts with their sources, one finding for each mistake, no total after an error."""

import hashlib
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.checkpoints import TINY, gguf, pointer, safetensors, shards, tiny, with_header
from tests.unit.models.memory import MemoryFolder

from adhere.kernel.provenance import Basis
from adhere.models.facts import Facts
from adhere.models.rules import rules
from adhere.models.weights import shards as shards_module
from adhere.models.weights.reading import read_weights

ST = ".safetensors"
ONE, TWO = (f"model-0000{number}-of-00002{ST}" for number in (1, 2))
INDEX = f"model{ST}.index.json"
CONFIG = {"tie_word_embeddings": False, "num_hidden_layers": 2}
SPLIT = {ONE: tiny()[:3], TWO: tiny()[3:]}


def read(files, config=CONFIG, **options):
    return read_weights(MemoryFolder(files), config, **options)


def numbers(reading):
    return {
        fact.id: int(fact.value.value) for fact in Facts.of(reading.facts) if hasattr(fact.value, "value")
    }


def ids(reading):
    return [finding.rule.id for finding in reading.findings]


def changed(files, **more):
    return {**files, **{name.replace("_", "-"): content for name, content in more.items()}}


def reindexed(**changes):
    files = shards(SPLIT)
    return files | {INDEX: files[INDEX] | changes}


def remapped(**places):
    files = shards(SPLIT)
    return files | {INDEX: {"weight_map": files[INDEX]["weight_map"] | places}}


# --- what is right ---


def test_a_plain_folder_gives_every_count_with_its_source():
    content = safetensors(tiny())
    reading = read({"model" + ST: content})
    assert numbers(reading) == {
        "parameters.total": TINY,
        "parameters.stored": TINY,
        "parameters.active": TINY,
        "parameters.active_excluding_embeddings": TINY - 32,
        "parameters.draft": 0,
        "weights.size": len(content),
    }
    end = len(content) - 2 * TINY
    for fact in reading.facts:
        (source,) = fact.sources
        assert (fact.basis, fact.rank) == (Basis.MEASURED, 0)
        assert (source.file, source.at) == ("model" + ST, f"bytes 8-{end - 1}")
        assert source.sha256 == hashlib.sha256(content[:end]).hexdigest()
    assert ids(reading) == []


def test_a_sharded_folder_counts_the_same_and_names_each_file():
    reading = read(shards(SPLIT, {"total_size": 2 * TINY}))
    assert (numbers(reading)["parameters.total"], ids(reading)) == (TINY, [])
    assert [source.file for source in Facts.of(reading.facts).get("parameters.total").sources] == [ONE, TWO]


def test_more_than_three_files_are_one_source_with_a_digest_of_their_digests():
    files = {
        f"model-{number:05d}-of-00005{ST}": [tensor] for number, tensor in enumerate(tiny(head=False), 1)
    }
    (source,) = Facts.of(read(shards(files)).facts).get("parameters.total").sources
    heads = [
        content[: 8 + struct.unpack("<Q", content[:8])[0]] for content in map(safetensors, files.values())
    ]
    digests = b"".join(hashlib.sha256(head).digest() for head in heads)
    assert source.sha256 == hashlib.sha256(digests).hexdigest()
    assert (source.file, source.at) == (f"model-00001-of-00005{ST} … model-00005-of-00005{ST}", "5 files")


def test_active_counts_name_their_convention_in_both_languages():
    facts = Facts.of(read({"model" + ST: safetensors(tiny())}).facts)
    assert "all tensors" in facts.get("parameters.active").note.en
    assert "zonder de invoerembedding" in facts.get("parameters.active_excluding_embeddings").note.nl


def test_format_names_container_type_and_layout():
    assert (
        Facts.of(read({"model" + ST: safetensors(tiny())}).facts).value("weights.format")
        == "safetensors, BF16"
    )
    fp8 = [("a.weight", "F8_E4M3", [4, 4]), ("a.weight_scale", "F32", [1])]
    assert (
        Facts.of(read({"model" + ST: safetensors(fp8)}).facts).value("weights.format")
        == "safetensors, F8_E4M3, fp8"
    )


def test_a_digest_is_taken_on_request_only():
    content = safetensors(tiny())
    assert "weights.digest" not in Facts.of(read({"model" + ST: content}).facts)
    fact = Facts.of(read({"model" + ST: content}, hash_weights=True).facts).get("weights.digest")
    assert (fact.value, fact.basis) == (hashlib.sha256(content).hexdigest(), Basis.MEASURED)


def test_pointers_give_the_digest_that_hashing_the_files_would_give():
    files = shards(SPLIT)
    whole = Facts.of(read(files, hash_weights=True).facts).get("weights.digest")
    content = {name: files[name] for name in (ONE, TWO)}
    pointers = {name: pointer(len(raw), hashlib.sha256(raw).hexdigest()) for name, raw in content.items()}
    reading = read(pointers | {INDEX: files[INDEX]})
    facts = Facts.of(reading.facts)
    assert (facts.value("weights.digest"), facts.get("weights.digest").basis) == (whole.value, Basis.DECLARED)
    assert numbers(reading) == {"weights.size": sum(map(len, content.values()))}
    assert ids(reading) == ["ADH-MOD-003"]
    assert reading.findings[0].values["count"] == 2


def test_an_adapter_is_counted_apart_and_gives_no_total():
    factors = [("q.lora_A.weight", "F32", [2, 8]), ("q.lora_B.weight", "F32", [6, 2])]
    reading = read({"adapter_model" + ST: safetensors(factors)}, None)
    assert numbers(reading)["parameters.adapter"] == 2 * (8 + 6)
    assert "parameters.total" not in numbers(reading)
    assert ids(reading) == ["ADH-MOD-046"]


def test_an_adapter_under_another_name_is_known_by_its_tensors():
    reading = read({"lora" + ST: safetensors([("q.lora_A.weight", "F32", [2, 8])])}, None)
    assert (numbers(reading).get("parameters.adapter"), "parameters.total" in numbers(reading)) == (16, False)


def test_an_adapter_beside_its_base_model_leaves_the_total_alone():
    lora = safetensors([("q.lora_A.weight", "F32", [2, 8])])
    found = numbers(read({"model" + ST: safetensors(tiny()), "adapter_model" + ST: lora}))
    assert (found["parameters.total"], found["parameters.adapter"]) == (TINY, 16)


def test_components_are_summed_and_the_headline_is_named():
    one = safetensors([("conv.weight", "F16", [4, 4, 3, 3])])
    name = "diffusion_pytorch_model" + ST
    reading = read(
        {f"unet/{name}": one, f"vae/{name}": one, "text_encoder/model" + ST: safetensors(tiny())}, None
    )
    fact = Facts.of(reading.facts).get("parameters.total")
    assert int(fact.value.value) == 2 * 144 + TINY
    assert "unet 144 alone" in fact.note.en
    assert "text_encoder 104" in fact.note.nl
    assert ids(reading) == []


def test_one_broken_component_takes_the_total_away():
    name = "diffusion_pytorch_model" + ST
    reading = read({f"unet/{name}": safetensors([("w", "F16", [4])]), f"vae/{name}": b"{"}, None)
    assert ("parameters.total" in numbers(reading), ids(reading)) == (False, ["ADH-MOD-010"])


def test_gguf_parts_count_together_and_take_experts_from_their_metadata():
    keys = {"general.architecture": "llama", "llama.expert_count": 4, "llama.expert_used_count": 1}
    names = [f"m-0000{number}-of-00002.gguf" for number in (1, 2)]
    split = [
        {"split.no": struct.pack("<IH", 2, number), "split.count": struct.pack("<IH", 2, 2)}
        for number in (0, 1)
    ]
    first = gguf([("token_embd.weight", "F32", [8, 4])], keys | split[0])
    second = gguf(
        [("blk.0.ffn_up_exps.weight", "Q4_0", [4, 3, 32]), ("output.weight", "F16", [8, 4])], split[1]
    )
    reading = read(dict(zip(names, (first, second), strict=True)), None)
    found = numbers(reading)
    assert (found["parameters.total"], found["parameters.active"]) == (64 + 384, 64 + 96)
    assert found["parameters.active_excluding_embeddings"] == 32 + 96
    assert ids(reading) == []


def test_gguf_metadata_say_what_a_config_would_where_there_is_none():
    keys = {"general.architecture": "llama", "general.name": "Small", "llama.context_length": 4096}
    files = {"m.gguf": gguf([("a.weight", "F32", [8])], keys | {"tokenizer.ggml.tokens": ["a", "b", "c"]})}
    alone, beside = Facts.of(read(files, None).facts), Facts.of(read(files, {}).facts)
    assert [alone.value(fact_id) for fact_id in ("architecture.family", "model.name")] == ["llama", "Small"]
    assert (int(alone.value("context.maximum").value), int(alone.value("vocabulary.size").value)) == (4096, 3)
    assert "architecture.family" not in beside


def test_an_index_that_counts_otherwise_is_a_second_witness():
    reading = read(reindexed(metadata={"total_parameters": TINY + 32, "total_size": 1}))
    witnesses = Facts.of(reading.facts).witnesses("parameters.total")
    assert [(int(fact.value.value), fact.basis, fact.rank) for fact in witnesses] == [
        (TINY, Basis.MEASURED, 0),
        (TINY + 32, Basis.DECLARED, 20),
    ]
    assert ids(reading) == ["ADH-MOD-034", "ADH-MOD-035"]


# --- one broken folder for each mistake, and whether a total is left ---

MEGABYTE = struct.pack("<Q", 1 << 40)
TRUNCATED = safetensors(SPLIT[TWO])[:-1]
DOUBLE = json.dumps({"weight_map": {"a": ONE}}) + "\n=======\n{}"
NVFP4 = [("a.weight", "U8", [4, 2]), ("a.weight_scale", "BF16", [1])]
MOE = [(f"model.layers.0.mlp.experts.{expert}.w.weight", "BF16", [2]) for expert in range(4)]
MISTAKES = {
    "no weights": ({"README.md": b""}, "ADH-MOD-001", False, "no weight files", "geen gewichtenbestanden"),
    "a file that cannot be opened": ({"model" + ST: None}, "ADH-MOD-002", False, "cannot be read", "kan niet worden gelezen"),
    "a pointer": ({"model" + ST: pointer()}, "ADH-MOD-003", False, "Git LFS pointer", "Git LFS-verwijzing"),
    "one pointer among shards": (changed(shards(SPLIT)) | {TWO: pointer()}, "ADH-MOD-003", False, TWO, TWO),
    "a pickle": ({"pytorch_model.bin": b"\x80\x04."}, "ADH-MOD-004", False, "not opened", "niet geopend"),
    "a copy in another format": (
        {"model" + ST: safetensors(tiny()), "model.gguf": b""}, "ADH-MOD-005", True, "left out: model.gguf", "buiten beschouwing",
    ),
    "two models": ({"a" + ST: b"", "b" + ST: b""}, "ADH-MOD-006", False, "several sets", "meer dan één stel"),
    "an empty file": ({"model" + ST: b""}, "ADH-MOD-010", False, "too short", "te kort"),
    "a header of 1 TB": ({"model" + ST: MEGABYTE}, "ADH-MOD-011", False, "1099511627776", "1099511627776"),
    "a header cut off": ({"model" + ST: safetensors(tiny())[:20]}, "ADH-MOD-012", False, "truncated", "afgekapt"),
    "a header that is no JSON": ({"model" + ST: with_header(b"{]", 0)}, "ADH-MOD-014", False, "byte 9", "byte 9"),
    "one shard cut off": (shards(SPLIT) | {TWO: TRUNCATED}, "ADH-MOD-024", False, "1 bytes are missing", "ontbreken 1 bytes"),
    "one tensor in two files": (
        {ONE: safetensors(tiny()[:4]), TWO: safetensors(tiny()[3:])}, "ADH-MOD-026", False, "layers.1.self_attn", "zowel in",
    ),
    "a shard that is not there": (
        {name: content for name, content in shards(SPLIT).items() if name != TWO}, "ADH-MOD-027", False, TWO, "ontbreekt",
    ),
    "a shard that the index does not name": (
        shards(SPLIT) | {INDEX: {"weight_map": {name: ONE for name, *_ in SPLIT[ONE]}}}, "ADH-MOD-028", True, TWO, "noemt",
    ),
    "a shard lacking, and no index": ({ONE: safetensors(SPLIT[ONE])}, "ADH-MOD-029", False, "no index", "geen index"),
    "an index with a merge conflict": (shards(SPLIT) | {INDEX: DOUBLE.encode()}, "ADH-MOD-030", True, "line 2", "regel 2"),
    "an index that leaves the folder": (
        remapped(**{"lm_head.weight": "../../x" + ST}), "ADH-MOD-032", False, "outside the folder", "buiten de map",
    ),
    "an index that lies about a file": (
        remapped(**{"lm_head.weight": ONE}), "ADH-MOD-033", True, "lm_head.weight", "lm_head.weight",
    ),
    "an index that lists a tensor too many": (remapped(ghost=ONE), "ADH-MOD-036", False, "ghost", "ghost"),
    "an index that counts twice": (
        reindexed(metadata={"total_parameters": 1}), "ADH-MOD-034", True, "total_parameters is 1", "total_parameters 1",
    ),
    "an index of another size": (reindexed(metadata={"total_size": 1}), "ADH-MOD-035", True, "1 bytes", "1 bytes"),
    "an unknown layout": ({"model" + ST: safetensors(NVFP4)}, "ADH-MOD-037", False, "not recognised", "niet wordt herkend"),
    "bits that nothing tells": (
        {"model" + ST: safetensors([("a.weight_packed", "I32", [4, 2]), ("a.weight_scale", "F16", [4])])},
        "ADH-MOD-038", False, "number of bits", "aantal bits",
    ),
    "draft layers": (
        {"model" + ST: safetensors([*tiny(), ("mtp.w", "BF16", [4])])}, "ADH-MOD-041", True, "4 parameters of draft", "4 parameters van hulp",
    ),
    "experts of an unknown share": (
        {"model" + ST: safetensors([*tiny(), *MOE])}, "ADH-MOD-042", True, "4 experts", "4 experts",
    ),
    "another GGUF": ({"m.gguf": b"GGML" + bytes(60)}, "ADH-MOD-050", False, "GGML", "GGML"),
    "a GGUF of the other kind of machine": ({"m.gguf": gguf([], version=3 << 24)}, "ADH-MOD-052", False, "big-endian", "big-endian"),
    "a GGUF cut off": ({"m.gguf": gguf([("a", "F32", [8])], missing=1)}, "ADH-MOD-057", False, "truncated", "afgekapt"),
    "one of two GGUF parts": (
        {"m-00001-of-00002.gguf": gguf([("a", "F32", [8])], {"split.count": 2, "split.no": 0})},
        "ADH-MOD-029", False, "do not show a complete set", "geen volledig stel",
    ),
    "GGUF parts that contradict their names": (
        {"m.gguf": gguf([("a", "F32", [8])], {"split.count": 3, "split.no": 0})}, "ADH-MOD-058", False, "3 parts announced", "3 delen",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_one_finding_that_says_it_in_both_languages(name):
    files, rule, counted, english, dutch = MISTAKES[name]
    reading = read(files)
    assert ids(reading) == [rule]
    finding = reading.findings[0]
    assert english in finding.wrong("en")
    assert dutch in finding.wrong("nl")
    assert all(finding.why(language) and finding.remedy(language) for language in ("en", "nl"))
    assert ("parameters.total" in numbers(reading)) is counted
    assert counted or finding.rule.severity != "note"


def test_every_finding_fills_every_name_in_its_texts():
    for files, *_ in MISTAKES.values():
        for finding in read(files).findings:
            said = finding.wrong("nl") + finding.why("nl") + finding.remedy("nl")
            assert "{" not in said


def test_no_error_goes_without_saying_that_there_is_no_number():
    weights = [rule for rule in rules() if rule.id < "ADH-MOD-060" and rule.severity == "error"]
    assert weights
    assert [rule.id for rule in weights if "umber of parameters is given" not in rule.why.en] == []


def test_too_many_files_are_not_read(monkeypatch):
    monkeypatch.setattr(shards_module, "FILES_LIMIT", 1)
    reading = read({ONE: safetensors(SPLIT[ONE]), TWO: safetensors(SPLIT[TWO])})
    assert (ids(reading), "parameters.total" in numbers(reading)) == (["ADH-MOD-007"], False)


def test_too_many_tensors_in_all_files_together_are_not_counted(monkeypatch):
    monkeypatch.setattr(shards_module, "TENSORS_LIMIT", 3)
    reading = read({"model" + ST: safetensors(tiny())})
    assert (ids(reading), "parameters.total" in numbers(reading)) == (["ADH-MOD-013"], False)


def test_names_made_to_upset_a_terminal_are_shown_harmless():
    name = "a\x1b[31m\ud800" + "x" * 500
    reading = read({"model" + ST: with_header(json.dumps({name: 1}).encode(), 0)})
    said = reading.findings[0].wrong("en")
    assert said.isprintable()
    assert len(said) < 300
    assert said.encode()


@given(
    st.dictionaries(
        st.sampled_from([ONE, TWO, INDEX, "model" + ST, "m.gguf", "x.bin"]),
        st.binary(max_size=60),
        max_size=4,
    )
)
def test_no_content_of_a_folder_makes_reading_raise(files):
    reading = read(files, {"num_experts": None})
    assert "parameters.total" not in numbers(reading) or reading.facts


def test_a_tensor_lost_is_seen_beside_one_that_the_index_does_not_list():
    files = remapped(ghost=ONE)
    files[INDEX]["weight_map"].pop("lm_head.weight")
    reading = read(files)
    assert ids(reading) == ["ADH-MOD-033", "ADH-MOD-036"]
    assert "parameters.total" not in numbers(reading)


REFUSED = {
    "a whole set": (shards(SPLIT), False),
    "no weights": ({}, False),
    "pickles": ({"pytorch_model.bin": b""}, False),
    "an unknown layout": ({"model" + ST: safetensors(NVFP4)}, False),
    "only pointers": (shards(SPLIT) | {ONE: pointer(), TWO: pointer()}, False),
    "an index alone": ({INDEX: shards(SPLIT)[INDEX]}, False),
    "one pointer": (shards(SPLIT) | {ONE: pointer()}, True),
    "one shard cut off": (shards(SPLIT) | {TWO: TRUNCATED}, True),
    "one shard missing": ({name: raw for name, raw in shards(SPLIT).items() if name != TWO}, True),
    "an index that leaves the folder": (remapped(ghost="../x"), True),
    "a tensor lost": (remapped(ghost=ONE), True),
    "a damaged component": ({"unet/model" + ST: b"", "vae/model" + ST: safetensors(tiny())}, True),
    "a damaged GGUF": ({"m.gguf": b"GGML" + bytes(60)}, True),
}


@pytest.mark.parametrize("name", REFUSED)
def test_damaged_weights_that_are_there_are_refused_and_pointers_are_not(name):
    files, refused = REFUSED[name]
    assert read(files).refused is refused
