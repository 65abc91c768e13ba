"""The roles, who is calling, and which role a route asks for: declared where the route is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, get_args

from flask import g

from docgen.service.problem_types import NotAllowed
from docgen.texts import text

Role = Literal["monitor", "viewer", "author", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may
EVERYONE: Literal["everyone"] = "everyone"
Needed = Role | Literal["everyone"]

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "_docgen_role"


@dataclass(frozen=True)
class Caller:
    """Who is calling, as far as was proven: `name` is None where nobody needs to prove it.

    `session` is the secret of a session, for who came with a cookie. `id` is nobody else's, as names of keys may be.
    """

    name: str | None
    role: Role
    session: str | None = field(default=None, repr=False)
    id: str = "anyone"

    def may(self, needed: Role) -> bool:
        """Whether this caller has a role, or one that may do more."""
        return ROLES.index(self.role) >= ROLES.index(needed)


def role(needed: Needed) -> Callable[[View], View]:
    """Declare which role a route asks for. A route that declares none is not served."""

    def declare(view: View) -> View:
        setattr(view, _MARK, needed)
        return view

    return declare


def declared(view: Callable[..., Any]) -> Needed | None:
    """What a route declares."""
    return getattr(view, _MARK, None)


def caller() -> Caller:
    """Who sends this request; on a route for everyone somebody without a name who may look."""
    found: Caller = g.caller
    return found


def proven() -> Caller | None:
    """Who sends this request, on a route for everyone that tells some more than others; None for a stranger."""
    found: Caller | None = g.prove()
    return found


def demand(needed: Role) -> None:
    """Raise `NotAllowed` when the caller of this request does not have a role."""
    if not caller().may(needed):
        raise not_allowed(needed, caller().role)


def not_allowed(needed: Role, has: Role) -> NotAllowed:
    """What is said to somebody whose role is not enough."""
    return NotAllowed(text("This needs the role {needed}; yours is {role}.", needed=needed, role=has))


def demand_for(data: object) -> None:
    """Raise `NotAllowed` for a letter request that asks for more than its caller may: a letter with errors in it."""
    if asks_for_concept(data):
        demand("author")


def asks_for_concept(data: object) -> bool:
    """Whether a letter request wants its letter also with errors in it."""
    return isinstance(data, dict) and data.get("on_finding") == "warn"
