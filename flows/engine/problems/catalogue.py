"""Every problem's texts by its code: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from flows.engine.marking import _

CATALOGUE: Mapping[str, tuple[str, str]] = {
    # Where steps lead
    "no_start": (
        _("The flow starts with “{target}”, which does not exist."),
        _("Choose the step that the flow starts with."),
    ),
    "no_person": (
        _("The way to a person leads to “{target}”, which does not exist."),
        _("Choose the step that hands the shopper over to a person."),
    ),
    "person_not_reached": (
        _("The way to a person does not lead to an end that hands over."),
        _("Let this step lead to an end with the outcome “handed over”."),
    ),
    "missing_exit": (_("“{exit}” leads nowhere."), _("Connect it to a step.")),
    "missing_failure_exit": (
        _("Nothing is said about what happens on “{exit}”."),
        _("Connect it to a step that tells the shopper what comes next."),
    ),
    "dangling_exit": (
        _("“{exit}” leads to “{target}”, which does not exist."),
        _("Connect it to a step that is there."),
    ),
    "stray_exit": (
        _("The step has no exit “{exit}”, so that it leads to “{target}” means nothing."),
        _("Remove the exit."),
    ),
    "unreachable": (
        _("No path leads to this step."),
        _("Connect an exit to it, or remove it."),
    ),
    "trap": (
        _("No end can be reached from here."),
        _("Let one of the steps that follow lead to an end."),
    ),
    "idle_cycle": (
        _("The flow can come back to this step without the shopper doing anything."),
        _("Put a step that asks the shopper into the circle, or lead one exit out of it."),
    ),
    # What steps contain
    "no_options": (_("There is no button to choose."), _("Add an option.")),
    "no_fields": (_("There is nothing to fill in."), _("Add a field.")),
    "duplicate": (
        _("“{name}” is there more than once."),
        _("Give each its own name; hyphens and underscores count as the same."),
    ),
    "reserved": (_("“{name}” has a meaning of its own."), _("Choose another id.")),
    "no_choices": (
        _("The field “{field}” has nothing to choose from."),
        _("Add choices, or take them from a list such as the order's items."),
    ),
    "empty_range": (
        _("The field “{field}” allows no value: its minimum is above its maximum."),
        _("Swap the two numbers."),
    ),
    "no_purpose": (
        _("The field “{field}” asks for personal data without saying why."),
        _("Write its purpose: what the shop does with the answer."),
    ),
    "rule_always_holds": (
        _("The rule “{rule}” has no condition, so no rule after it is ever tried."),
        _("Add a condition, or remove the rule and use “otherwise”."),
    ),
    "no_value": (
        _("The rule “{rule}” compares “{fact}” with nothing."),
        _("Give the value to compare with."),
    ),
    "no_list": (
        _("The rule “{rule}” compares “{fact}” with one value where it needs several."),
        _("Give a list of values."),
    ),
    # Words
    "no_text": (_("There is no text at “{path}”."), _("Write it.")),
    "no_translation": (
        _("The text at “{path}” is missing in “{language}”."),
        _("Translate it, or take the language out of the flow."),
    ),
    # What is asked of the outside
    "unknown_lookup": (
        _("Nothing called “{kind}” can be looked up."),
        _("Choose one of the look-ups on offer."),
    ),
    "unknown_effect": (
        _("There is no action called “{kind}”."),
        _("Choose one of the actions on offer."),
    ),
    "missing_argument": (
        _("“{kind}” needs “{argument}”, which is not given."),
        _("Say what it is: a fact, a text or a value."),
    ),
    "unknown_argument": (
        _("“{kind}” does not know “{argument}”."),
        _("Remove it."),
    ),
    "takes_columns": (
        _("“{kind}” takes columns for “{argument}”, not one value."),
        _("Add columns, each with a name."),
    ),
    "takes_one_value": (
        _("“{kind}” takes one value for “{argument}”, not columns."),
        _("Choose one fact or write a text."),
    ),
    "duplicate_column": (
        _("The column “{column}” is there more than once."),
        _("Give each column its own name."),
    ),
    "empty_column": (
        _("The column “{column}” stays empty: nothing is chosen for it."),
        _("Choose a fact or write a text, or leave it for people to fill in."),
    ),
    "not_carried": (
        _("No connection can do “{kind}” yet: a person would be told instead."),
        _("Add a connection that can, or take the action out."),
    ),
    "switched_off": (
        _("“{kind}” is switched off in this shop: a person is told instead."),
        _("Switch it on under “What may run by itself”, or take the action out."),
    ),
    "money_elsewhere": (
        _("“{argument}” of “{kind}” must come from the order: it is money."),
        _("Leave it out so that what is left to give back is taken, or choose {facts}."),
    ),
    "unknown_flow": (
        _("There is no flow “{flow}” to go to."),
        _("Choose another flow, or make this one first."),
    ),
    # What is known
    "unknown_fact": (
        _("Nothing in this flow finds out “{fact}”."),
        _("Ask for it or look it up before this step, or choose another fact."),
    ),
    "fact_not_gathered": (
        _("Not every path to this step has found out “{fact}”."),
        _("Ask for it or look it up on every path, or check first that it is known."),
    ),
    "fact_optional": (
        _("“{fact}” may be left empty, but is needed here."),
        _("Make its field required, or check first that it is known."),
    ),
    "fact_unproven": (
        _("“{fact}” is personal, and not every path to this step proves who is asking."),
        _("Put a “Check identity” step before this one on every path."),
    ),
    "nothing_to_prove": (
        _("Not every path to this step has found “{about}”, so there is nothing to prove."),
        _("Put a look-up of it before this step on every path."),
    ),
    "change_unproven": (
        _("“{kind}” changes an order, and not every path to it proves who is asking."),
        _("Put a “Check identity” step after the last look-up, on every path to it."),
    ),
    "change_of_unknown": (
        _("“{kind}” must be about what was looked up, and “{argument}” is something else."),
        _("Use a fact of the look-up, such as its number."),
    ),
}
