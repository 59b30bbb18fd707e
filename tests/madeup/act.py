# SPDX-License-Identifier: EUPL-1.2
"""A made-up act about garden gates, our own words in English and Dutch, with everything that acts have: what it is, and the units it must give.

Nothing of it is law. For other languages the same structure stands with words that only number themselves, under the headings and markers
of that language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

CELEX = "32099R0001"
PREFIX = "32099r0001"
PUBLISHED = "2099-03-04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """How a language numbers, as the pages of the Artificial Intelligence Act in that language do: headings with ``{}``, markers of points, and how paragraphs are numbered."""

    code: str
    article: str
    annex: str
    section: str
    point: str = "({})"
    paragraph: str = "{}.\u00a0\u00a0\u00a0"
    definition: str = "{})"
    letters: str = "abcdefghijklmnopqrstuvwxyz"
    later: tuple[str, str] = ("{}a", "{}b")
    first: str = ""
    """How Article 1 is called where it has no figure."""
    romans: str = "IVXLC"
    """The signs that Roman numbers of annexes are written with: Greek pages have Greek capitals that look alike."""

    def titled(self, name: str) -> str:
        """Return the heading of an article: Portuguese has the sign of an ordinal before what was put in later, ``2.o-A``."""
        if self.code == "pt" and name[-1] in "ab":
            return f"{self.article.format(name[:-1])}-{name[-1].upper()}"
        return self.article.format(self.first if name == "1" and self.first else self.number(name))

    def annexed(self, name: str) -> str:
        """Return the heading of an annex."""
        return self.annex.format(name.upper().translate(str.maketrans("IVXLC", self.romans)))

    def marker(self, name: str) -> str:
        """Return the marker of a point; ``i`` and what follows are Roman in every language."""
        if name[0].isdigit():
            return self.definition.format(self.number(name))
        return self.point.format(name if "i" in name else self.letters[ord(name) - ord("a")])

    def number(self, name: str) -> str:
        """Return a number as the language writes it: ``2a`` is ``2 bis`` in Dutch."""
        if name[-1] in "ab" and name[:-1].isdigit():
            return self.later["ab".index(name[-1])].format(name[:-1])
        return name


BIS = ("{} bis", "{} ter")
TONGUES = {
    one.code: one
    for one in (
        Tongue(code="bg", article="Член {}", annex="ПРИЛОЖЕНИЕ {}", section="РАЗДЕЛ {}", point="{})", letters="абвгдежз", later=("{}а", "{}б")),
        Tongue(code="cs", article="Článek {}", annex="PŘÍLOHA {}", section="ODDÍL {}", point="{})"),
        Tongue(code="da", article="Artikel {}", annex="BILAG {}", section="AFDELING {}", point="{})"),
        Tongue(code="de", article="Artikel {}", annex="ANHANG {}", section="ABSCHNITT {}", point="{})", paragraph="({})\u00a0\u00a0\u00a0", definition="{}."),
        Tongue(code="el", article="Άρθρο {}", annex="ΠΑΡΑΡΤΗΜΑ {}", section="ΤΜΗΜΑ {}", point="{})", letters="αβγδεζηθ", later=("{}α", "{}β"), romans="ΙVΧLC"),
        Tongue(code="en", article="Article {}", annex="ANNEX {}", section="SECTION {}", definition="({})"),
        Tongue(code="es", article="Artículo {}", annex="ANEXO {}", section="SECCIÓN {}", point="{})", later=BIS),
        Tongue(code="et", article="Artikkel {}", annex="{} LISA", section="{}. JAGU", point="{})"),
        Tongue(code="fi", article="{} artikla", annex="LIITE {}", section="{} JAKSO", point="{})", later=("{} a", "{} b")),
        Tongue(code="fr", article="Article {}", annex="ANNEXE {}", section="SECTION {}", point="{})", later=BIS, first="premier"),
        Tongue(code="ga", article="Airteagal {}", annex="IARSCRÍBHINN {}", section="ROINN {}", definition="({})"),
        Tongue(code="hr", article="Članak {}.", annex="PRILOG {}.", section="ODJELJAK {}.", definition="({})", later=("{}.a", "{}.b")),
        Tongue(code="hu", article="{}. cikk", annex="{}. MELLÉKLET", section="{}. SZAKASZ", point="{})", paragraph="({})\u00a0\u00a0\u00a0", definition="{}."),
        Tongue(code="it", article="Articolo {}", annex="ALLEGATO {}", section="SEZIONE {}", point="{})", later=BIS),
        Tongue(code="lt", article="{} straipsnis", annex="{} PRIEDAS", section="{} SKIRSNIS", point="{})"),
        Tongue(code="lv", article="{}. pants", annex="{} PIELIKUMS", section="{}. IEDAĻA", point="{})", later=("{}.a", "{}.b")),
        Tongue(code="mt", article="Artikolu {}", annex="ANNESS {}", section="TAQSIMA {}", definition="({})"),
        Tongue(code="nl", article="Artikel {}", annex="BIJLAGE {}", section="AFDELING {}", point="{})", later=BIS),
        Tongue(code="pl", article="Artykuł {}", annex="ZAŁĄCZNIK {}", section="SEKCJA {}", point="{})"),
        Tongue(code="pt", article='Artigo {}.<span class="oj-super">o</span>', annex="ANEXO {}", section="SECÇÃO {}", point="{})", later=("{}-A", "{}-B")),
        Tongue(code="ro", article="Articolul {}", annex="ANEXA {}", section="SECȚIUNEA {}", paragraph="({})\u00a0\u00a0\u00a0", definition="{}."),
        Tongue(code="sk", article="Článok {}", annex="PRÍLOHA {}", section="ODDIEL {}", point="{})"),
        Tongue(code="sl", article="Člen {}", annex="PRILOGA {}", section="ODDELEK {}", definition="({})"),
        Tongue(code="sv", article="Artikel {}", annex="BILAGA {}", section="AVSNITT {}", point="{})", definition="{}."),
    )
}  # fmt: skip

Node = str | list[tuple[str, list["Node"]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    number: str
    title: str
    paragraphs: list[tuple[str | None, list[Node]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of an annex under a heading: of a section (``s1``), of a numbered point (``2``), or none."""

    mark: str
    title: str
    nodes: list[Node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    tongue: Tongue
    recitals: list[str]
    articles: list[Article]
    annexes: list[tuple[str, str, list[Group]]]
    footnote: str = ""

    def units(self, prefix: str = PREFIX, *, recitals: bool = True) -> dict[str, str]:
        """Return what a reader must find, built from the structure alone."""
        found: dict[str, str] = {}
        for place, text in enumerate(self.recitals if recitals else [], 1):
            found[f"{prefix}:rec-{place}"] = text
        for article in self.articles:
            for number, nodes in article.paragraphs:
                name = f"{prefix}:art-{article.number}"
                _put(found, f"{name}.{number}" if number else name, nodes)
        for number, _, groups in self.annexes:
            for group in groups:
                name = f"{prefix}:annex-{number}"
                numbered = group.mark and not group.mark.startswith("s")
                nodes = [group.title, *group.nodes] if numbered else group.nodes
                _put(found, f"{name}.{group.mark}" if group.mark else name, nodes)
        return found


def _put(found: dict[str, str], name: str, nodes: list[Node]) -> None:
    own = " ".join(node for node in nodes if isinstance(node, str))
    if own:
        found[name] = f"{found[name]} {own}" if name in found else own
    for node in nodes:
        if not isinstance(node, str):
            for marker, held in node:
                _put(found, f"{name}.{marker}", held)


def act(code: str = "en", *, amended: bool = False) -> Act:
    """Return the act in a language, as published or as amended."""
    words = WORDS.get(code) or [
        f"{TONGUES[code].annex.format('').strip('. ').casefold()} {place}." for place in range(99)
    ]
    made = _act(TONGUES[code], words)
    if not amended:
        return made
    gate, terms, keys, force = made.articles
    gate = replace(gate, paragraphs=[("1", [words[24], gate.paragraphs[0][1][1]]), *gate.paragraphs[1:]])
    bells = Article(number="2b", title=words[25], paragraphs=[("1", [words[26]])])
    return replace(made, articles=[gate, terms, keys, bells, force])


def _act(tongue: Tongue, w: list[str]) -> Act:
    points: Node = [("a", [w[3]]), ("b", [w[4], [("i", [w[5]]), ("ii", [w[6]])]]), ("c", [w[7]])]
    terms: Node = [("1", [w[10]]), ("2", [w[11]]), ("2a", [w[12]])]
    return Act(
        tongue=tongue,
        recitals=[w[0], w[1]],
        articles=[
            Article(number="1", title=w[21], paragraphs=[("1", [w[2], points]), ("2", [w[8], w[9]])]),
            Article(number="2", title=w[22], paragraphs=[(None, [w[13], terms])]),
            Article(number="2a", title=w[23], paragraphs=[("1", [w[14]]), ("1a", [w[15]]), ("2", [w[16]])]),
            Article(number="3", title=w[20], paragraphs=[(None, [w[17]]), (None, [w[18]])]),
        ],
        annexes=[
            ("i", w[21], [Group(mark="s1", title=w[22], nodes=[w[13], [("1", [w[3]]), ("2", [w[4], [("a", [w[5]])]])]]), Group(mark="s2", title=w[23], nodes=[[("1", [w[6]])]])]),
            ("ii", w[22], [Group(mark="1", title=w[20], nodes=[w[7]]), Group(mark="2", title=w[21], nodes=[[("a", [w[5]]), ("b", [w[6]])]])]),
        ],
        footnote=w[19],
    )  # fmt: skip


WORDS = {
    "en": [
        "The gates of the gardens in this town are the pride of all, and it is for the town to keep them as they are.",
        "In order to keep the peace, this act lays down what the owner of a garden and the keeper of a gate shall do.",
        "The owner of a garden shall keep the gate of the garden in good order, and shall to that end:",
        "oil the hinges of the gate at the start of the year;",
        "close the gate in the evening, when:",
        "the keeper of the gate has gone home; or",
        "the wind is of the force with which a gate may swing;",
        "paint that gate, by hand and with care, in a colour of the list.",
        "The keeper may open the gate for a guest at a price of 15 000 shells, and no more than 10^25 grains of sand may lie before it.",
        "The price that is referred to in the first subparagraph shall not be paid by the owner of the garden.",
        "‘gate’ means a door of a garden which is in the open;",
        "‘keeper’ means the one to whom the key of the gate was given;",
        "‘guest’ means the one for whom the gate is opened by that keeper.",
        "For the purpose of this act, the following words have this meaning:",
        "The keys of the gates shall be kept by the town, with the list of those to whom they were given.",
        "A key that was lost shall be made anew within 3 days, at the cost of the one by whom it was lost.",
        "The town shall count the keys on the first day of the month, and shall put the count on the door of the hall.",
        "This act shall enter into force on the day that follows the first frost of the year.",
        "It shall apply to all the gates of the town from the spring which follows.",
        "The list of the colours is that of the painters of the town, as it was on the first of May.",
        "Entry into force", "Care of gates", "Meaning of words", "Keys",
        "The owner of a garden shall keep the gate of the garden and the fence in good order, and shall to that end:",
        "Bells", "The keeper of the gate shall hang a bell by the gate, and shall ring it for the guest who waits.",
    ],
    "nl": [
        "De poorten van de tuinen in deze stad zijn de trots van eenieder, en het is aan de stad om ze te houden zoals ze zijn.",
        "Voor de vrede in de stad bepaalt deze regeling wat de eigenaar van een tuin en de wachter van een poort moeten doen.",
        "De eigenaar van een tuin houdt de poort van de tuin in goede staat, en zorgt er met het oog daarop voor dat hij:",
        "de scharnieren van de poort aan het begin van het jaar smeert;",
        "de poort van de tuin in de avond sluit, wanneer:",
        "de wachter van de poort naar huis is gegaan; of",
        "de wind van een kracht is waarmee een poort wordt bewogen;",
        "die poort met de hand en met zorg verft, in een kleur van de lijst.",
        "De wachter opent de poort voor een gast voor een prijs van 15 000 schelpen, en er liggen niet meer dan 10^25 korrels van het zand voor.",
        "De in de eerste alinea bedoelde prijs wordt niet door de eigenaar van de tuin betaald.",
        "„poort”: een deur van een tuin die in de open lucht is;",
        "„wachter”: degene aan wie de sleutel van de poort is gegeven;",
        "„gast”: degene voor wie de poort door die wachter wordt geopend.",
        "Voor de toepassing van deze regeling hebben de volgende woorden deze betekenis:",
        "De sleutels van de poorten worden door de stad bewaard, met een lijst van degenen aan wie ze zijn gegeven.",
        "Een verloren sleutel wordt binnen 3 dagen opnieuw gemaakt, op kosten van degene die de sleutel heeft verloren.",
        "De stad telt de sleutels op de eerste dag van de maand, en hangt de telling aan de deur van het huis van de stad.",
        "Deze regeling treedt in werking op de dag na de eerste vorst van het jaar.",
        "Zij is van toepassing op alle poorten van de stad vanaf het voorjaar dat volgt.",
        "De lijst van de kleuren is die van de schilders van de stad, zoals die op de eerste mei was.",
        "Inwerkingtreding", "Zorg voor poorten", "Betekenis van woorden", "Sleutels",
        "De eigenaar van een tuin houdt de poort van de tuin en het hek in goede staat, en zorgt er met het oog daarop voor dat hij:",
        "Bellen", "De wachter van de poort hangt een bel aan de poort, en luidt de bel voor de gast die wacht.",
    ],
}  # fmt: skip
