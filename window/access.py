"""Who may come in: a login in front of everything (HTTP Basic), and what is open where there is none."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.middleware import Middleware

from assistant import Settings, SettingsError
from corpus.load import MAX_BYTES
from window.door import Door
from window.hosts import loopback


@dataclass(frozen=True, slots=True)
class Access:
    """The people who may log in ("name:password"), none where none is asked; `desk`: whether 文本 and 评测 are open.

    `local`: only this machine's own names lead here.
    """

    people: tuple[str, ...] = ()
    desk: bool = True
    local: bool = False

    def address(self, url: str) -> str:
        """An address with the name and password of the first of the people in it."""
        name, _, password = self.people[0].partition(":")
        scheme, _, rest = url.partition("://")
        return f"{scheme}://{quote(name, safe='')}:{quote(password, safe='')}@{rest}"

    @property
    def middleware(self) -> list[Middleware]:
        """What stands in front of the application."""
        return [Middleware(Door, people=self.people, local=self.local, uploads=self.desk, largest=MAX_BYTES)]


EVERYONE = Access()


def decide(settings: Settings, host: str, told: bool) -> Access:
    """What is open on a host. Beyond loopback SettingsError without a login, unless told; then the desk stays shut."""
    people = tuple(settings.ui.auth.get_secret_value().split())
    if any(not all(person.partition(":")[::2]) for person in people):
        raise SettingsError("CEWEN_UI__AUTH 要写成 名字:口令,几个人用空格隔开")
    if people or loopback(host):
        return Access(people, local=not people)
    if not told:
        raise SettingsError(
            f"{host} 不只是本机,别人也能打开;请设 CEWEN_UI__AUTH=名字:口令,"
            "或用 --open 表示谁都可以问(没有“文本”和“评测”两页)"
        )
    return Access(desk=False)
