"""An owner invites an agent, who joins from the mail and signs in."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import OWNER, sign_in


def test_an_invited_agent_joins_from_the_mail(
    desktop: Page, phone: Page, installation: Installation
) -> None:
    mails = installation.mails()
    sign_in(desktop, installation, OWNER)
    desktop.goto(f"{installation.address}/admin/tenancy/invitation/add/")
    desktop.get_by_label("E-mail address").fill("nina@demo.example")
    desktop.locator("[name=role]").select_option("agent")
    desktop.get_by_role("button", name="Save", exact=True).click()
    expect(desktop.get_by_text("was added successfully")).to_be_visible()
    link = re.search(r"http\S+/join/[\w-]+/", installation.mail("/join/", after=mails))
    assert link
    phone.goto(link[0])
    phone.get_by_label("Your name").fill("Nina Nová")
    phone.get_by_label("New password").fill("four plain words do")
    phone.get_by_role("button", name="Join").click()
    expect(phone).to_have_url(f"{installation.address}/admin/")
