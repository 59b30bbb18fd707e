# SPDX-License-Identifier: EUPL-1.2
"""XML as a tree with the line of every element, through expat, with no document type, no entity and no depth without end.

Formex needs no document type (it has a schema), so any is refused before its entities could be expanded or fetched
(https://docs.python.org/3/library/xml.html#xml-vulnerabilities).
"""

from __future__ import annotations

from xml.parsers import expat

from adhere.intake.texts.markup import DEPTH_LIMIT, Element


class XmlFaultError(Exception):
    """XML that is not read: ``fault`` is doctype, depth or syntax; ``detail`` what expat says of it."""

    def __init__(self, fault: str, line: int, detail: str = "") -> None:
        super().__init__(fault)
        self.fault, self.line, self.detail = fault, line, detail


INSTRUCTION = "?"
"""The name of an element that stands for a processing instruction; its target and data are attributes."""


def parse_xml(content: bytes, encoding: str | None = None) -> tuple[Element, XmlFaultError | None]:
    """Return the tree, as far as it could be read, and what stopped the reading; ``encoding`` overrules what the file says."""
    root = Element("", {}, 1)
    stack = [root]
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > DEPTH_LIMIT:
            raise XmlFaultError("depth", parser.CurrentLineNumber)
        element = Element(name, attributes, parser.CurrentLineNumber)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def words(text: str) -> None:
        stack[-1].children.append(text)

    def instruction(target: str, data: str) -> None:
        told = {"target": target, "data": data}
        stack[-1].children.append(Element(INSTRUCTION, told, parser.CurrentLineNumber))

    def doctype(*_: object) -> None:
        raise XmlFaultError("doctype", parser.CurrentLineNumber)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.ProcessingInstructionHandler = words, instruction
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except XmlFaultError as fault:
        return root, fault
    except expat.ExpatError as error:
        return root, XmlFaultError("syntax", error.lineno, expat.ErrorString(error.code))
    except (ValueError, LookupError) as error:  # an encoding that Python has no table for
        return root, XmlFaultError("syntax", 1, str(error))
    return root, None
