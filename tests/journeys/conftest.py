"""People with a browser of their own, and a critic who looks over their shoulder."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, Response
from tests.factories.identity import oversight_token, sign_in_token

from sertakan.identity.service import has_second_factor
from sertakan.persistence.database import enter_oversight, enter_tenant
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp
from sertakan.web.visit import LANGUAGE_COOKIE, SIGN_IN

_LEVELS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
_AXE = Axe()
Open = Callable[..., "Window"]


@dataclass
class Window:
    """One person's browser window, watched: no error, no foreign host, no barrier."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note whatever a person should never meet."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._see_request)
        self.page.on("response", self._see_response)

    def _hear(self, message: ConsoleMessage) -> None:
        # The status of a page is judged elsewhere; that of its parts by _see_response.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _see_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if request.url.startswith("http") and host != urlsplit(self.home).hostname:
            self.complaints.append(f"foreign: {request.url}")

    def _see_response(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= (500 if is_page else 400):
            self.complaints.append(f"{response.status}: {response.url}")

    def go(self, path: str) -> "Window":
        """Open a page of this person's host."""
        self.page.goto(f"{self.home}{path}")
        return self

    def opens_page(self, path: str) -> bool:
        """Open an address and tell whether it is a page, and not a picture, a list to download or plain text."""
        try:
            answered = self.page.goto(f"{self.home}{path}")
        except Error as error:
            if "Download is starting" in str(error):
                return False
            raise
        assert answered
        assert answered.status == 200, path
        return answered.headers["content-type"].startswith("text/html")

    def press(self, name: str | None = None) -> "Window":
        """Press the page's one button, or the one that sends a name."""
        button = (
            self.page.locator(f'main button[name="{name}"]')
            if name
            else self.page.locator("main form button.govuk-button:not(.govuk-button--secondary)").last
        )
        button.click()
        self.page.wait_for_load_state()
        return self

    def fill(self, **typed: str) -> "Window":
        """Type into fields, pick from lists, and choose among radios, by the name of the field."""
        for name, value in typed.items():
            fields = self.page.locator(f'main [name="{name}"]')
            kind = fields.first.get_attribute("type")
            if kind in {"radio", "checkbox"}:
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif fields.first.evaluate("field => field.tagName") == "SELECT":
                fields.select_option(value)
            else:
                fields.fill(value)
        return self

    @property
    def path(self) -> str:
        """Return where this person is."""
        return urlsplit(self.page.url).path

    def text(self) -> str:
        """Return what can be read between header and footer."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def ensure_sound(self) -> None:
        """Fail on anything noted, on a page wider than the window, and on what axe-core finds."""
        where = f"{self.page.url}\n"
        assert not self.complaints, where + "\n".join(self.complaints)
        width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{where}{width} pixels stick out"
        found = _AXE.run(self.page, options={"runOnly": _LEVELS, "resultTypes": ["violations"]})
        assert not found.violations_count, where + found.generate_report()


@pytest.fixture
def open_window(
    app: SertakanApp, browse: Callable[..., BrowserContext], address_of: Callable[..., str]
) -> Open:
    """Open a window at a regency or the centre, in a language, for a visitor or somebody signed in."""

    def open_(
        host: Tenant | str = "gianyar",
        *,
        language: str = "id",
        account: UUID | None = None,
        **options: object,
    ) -> Window:
        home = address_of("", host)
        context = browse(**options)
        cookies = {LANGUAGE_COOKIE: language}
        if account:
            ticket = {"host": urlsplit(home).netloc, "token": _token(app, host, account)}
            signer = app.session_interface.get_signing_serializer(app)
            assert signer
            cookies[app.config["SESSION_COOKIE_NAME"]] = str(signer.dumps({SIGN_IN: ticket}))
        context.add_cookies([{"name": name, "value": value, "url": home} for name, value in cookies.items()])
        window = Window(page=context.new_page(), home=home)
        window.watch()
        return window

    return open_


def _token(app: SertakanApp, host: Tenant | str, account: UUID) -> str:
    if isinstance(host, Tenant):
        with app.app_context(), enter_tenant(host.id):
            factor = "passkey" if has_second_factor(host.id, account) else None
            return sign_in_token(host.id, account, factor=factor)
    with app.app_context(), enter_oversight():
        return oversight_token(account)
