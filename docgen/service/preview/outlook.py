"""What the preview asks about the days around a letter."""

from __future__ import annotations

from flask import Blueprint, Response

from docgen.dossier.strict_json import read_json
from docgen.service.access.roles import demand_for, role
from docgen.service.answering import json_answer, json_body, only_parameters
from docgen.service.desk import Desk
from docgen.service.languages import reader
from docgen.service.overload import works_long


def add_outlook(routes: Blueprint, desk: Desk) -> None:
    """Add the route that tells of each day what is owed and whether the letter may go out."""

    @routes.post("/preview/outlook")
    @role("viewer")
    @works_long
    def outlook() -> Response:
        only_parameters()
        data = read_json(json_body())
        demand_for(data)
        return json_answer(desk.outlook(data, reader()))
