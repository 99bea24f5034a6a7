"""What holds for every connector there is."""

from __future__ import annotations

import pytest
from django import forms

from integrations import capabilities
from integrations.connectors import CONNECTORS
from integrations.connectors.base import Connector
from integrations.effects import EFFECTS

VERBS = {kind.capability: kind.kind for kind in EFFECTS.values()}


@pytest.mark.parametrize("made", CONNECTORS.values(), ids=CONNECTORS)
def test_a_connector_can_do_something_and_be_tested(made: type[Connector]) -> None:
    assert issubclass(made, capabilities.TestsConnection)
    assert any(issubclass(made, capability) for capability in VERBS)


@pytest.mark.parametrize("made", CONNECTORS.values(), ids=CONNECTORS)
def test_its_secrets_are_fields_of_its_form(made: type[Connector]) -> None:
    assert issubclass(made.settings_form, forms.Form)
    assert made.secrets <= set(made.settings_form.base_fields)


@pytest.mark.parametrize(("capability", "kind"), VERBS.items())
def test_the_method_of_an_effect_has_its_name(capability: type, kind: str) -> None:
    assert hasattr(capability, kind)
