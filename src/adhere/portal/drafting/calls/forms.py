# SPDX-License-Identifier: EUPL-1.2
"""The forms of opening a code, calling for participants, applying and selecting."""

from __future__ import annotations

from typing import Any

from django import forms

from adhere.codes.catalogue import known_codes
from adhere.codes.families import families, provisions_in_scope
from adhere.codes.ground import exists
from adhere.codes.parties import party_name
from adhere.law.citations import provision_of
from adhere.portal.drafting.assembling import law
from adhere.portal.drafting.groups import group_choices, kinds
from adhere.portal.drafting.models import Application, Call
from adhere.portal.fields import OnLines, day_field, long_text, offer
from adhere.portal.forms import WordedForm, choices
from adhere.portal.languages import current
from adhere.portal.people.models import Organisation
from adhere.portal.people.names import visible
from adhere.portal.wording import say

RESERVED = "open"
"""An address that is a page already."""


class Provisions(OnLines):
    """Provisions of the law, one on a line, as people write them; each has to be known."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 3}), max_length=4000, **options)

    def clean(self, value: Any) -> list[str]:
        """Return the ids of the provisions."""
        found = [provision_of(line) for line in str(super().clean(value)).splitlines() if line.strip()]
        for one in found:
            if not (one in provisions_in_scope() or (one.startswith("aia:") and exists(law(), one))):
                raise forms.ValidationError(say("drafting.no-provision", found=one[:80]))
        return list(dict.fromkeys(found))

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the field."""
        return "\n".join(value) if isinstance(value, list) else value


class CodeForm(WordedForm):
    """A new code: its address, its titles, what it is held against and what it has to cover."""

    area = "drafting"
    slug = forms.SlugField(max_length=60)
    title_en = forms.CharField(max_length=300, validators=[visible])
    title_nl = forms.CharField(max_length=300, validators=[visible])
    family = forms.ChoiceField()
    provisions = Provisions()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = (one for one in families().values() if one.scope)
        offer(self, "family", [(one.id, one.name.in_(current())) for one in offered])

    def clean_slug(self) -> str:
        """Return the address in small letters, which is how the log and files name the code; a packaged code keeps its own."""
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in (RESERVED, *known_codes()):
            raise forms.ValidationError(say("drafting.slug-taken"))
        return slug


class ReasonsForm(WordedForm):
    """Reasons, for an act that asks for nothing else."""

    area = "drafting"
    reasons = long_text()


class CallForm(WordedForm):
    """A call: what for, when, and for whom."""

    area = "drafting"
    text_en = long_text()
    text_nl = long_text()
    opens = day_field()
    closes = day_field()
    kinds = forms.MultipleChoiceField(
        choices=choices("people.kind", kinds()), widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a call that closes before it opens."""
        data = super().clean() or {}
        opens, closes = data.get("opens"), data.get("closes")
        if opens and closes and closes < opens:
            self.refuse("drafting.closes-before", "closes")
        return data


class ApplicationForm(WordedForm):
    """An application: for which organisation of one's own, as which group, and why."""

    area = "drafting"
    organisation = forms.ModelChoiceField(Organisation.objects.none(), empty_label=None)
    group = forms.ChoiceField()
    motivation = long_text()

    def __init__(self, found: Call, own: list[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = self.fields["organisation"]
        assert isinstance(organisation, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        organisation.queryset = Organisation.objects.filter(pk__in=[one.pk for one in own])
        offer(self, "group", dict.fromkeys(pair for one in own for pair in group_choices(one.kind)))
        self.call = found

    def clean(self) -> dict[str, Any]:
        """Refuse a group that an organisation of this kind cannot count in."""
        data = super().clean() or {}
        organisation, group = data.get("organisation"), data.get("group")
        if organisation and group and group not in kinds().get(organisation.kind, ()):
            self.refuse("drafting.other-group", "group")
        return data


class AdmissionForm(WordedForm):
    """An organisation that is invited to take part: by its address here, as which group, and why."""

    area = "drafting"
    known_as = forms.SlugField(max_length=80)
    group = forms.ChoiceField()
    reasons = long_text()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "group",
            [
                (one, party_name(one).in_(current()))
                for one in sorted({name for own in kinds().values() for name in own})
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Put the organisation in the place of its address; refuse one that is not known, and a group it cannot count in."""
        data = super().clean() or {}
        if "known_as" in data:
            data["organisation"] = found = Organisation.objects.filter(slug=data["known_as"]).first()
            if found is None:
                self.refuse("drafting.no-organisation", "known_as")
            elif data.get("group") and data["group"] not in kinds().get(found.kind, ()):
                self.refuse("drafting.other-group", "group")
        return data


class DecisionForm(WordedForm):
    """Whether an applicant is selected, in which group, and why."""

    area = "drafting"
    decision = forms.ChoiceField(
        choices=choices("drafting.decision", ("selected", "declined")), widget=forms.RadioSelect
    )
    group = forms.ChoiceField()
    reasons = long_text()

    def __init__(self, application: Application, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"group": application.group}, **kwargs)
        usual = group_choices(application.organisation.kind)
        offer(self, "group", usual or [(application.group, party_name(application.group).in_(current()))])
