"""XML of office files, read so that nothing outside of it is ever fetched and nothing in it can grow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from lxml import etree

from client.guard.cleaning.cleaned import CannotClean, Reason

Element: TypeAlias = Any
"""An element of lxml, which has no types."""


def parsed(data: bytes) -> Element:
    """Raises ``CannotClean``: a document type can hold entities that grow without end or name files of this computer."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise CannotClean(Reason.BROKEN) from None
    if root.getroottree().docinfo.doctype:
        raise CannotClean(Reason.BOMB)
    return root


def written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: Element) -> str:
    """Name without its namespace; the empty string for a processing instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def dropped(root: Element, names: Iterable[str]) -> bool:
    """Take elements of these local names out, with all that is in them; text behind them stays."""
    wanted, found = frozenset(names), False
    for element in [each for each in root.iter() if local(each) in wanted]:
        found = drop(element) or found
    return found


def drop(element: Element) -> bool:
    """Whether it stood somewhere."""
    parent = element.getparent()
    if parent is None:
        return False
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
    return True


def unwrapped(root: Element, names: Iterable[str]) -> bool:
    """Put what is in elements of these local names in their places."""
    wanted, found = frozenset(names), False
    for element in [each for each in root.iter() if local(each) in wanted]:
        parent = element.getparent()
        if parent is None:
            continue
        found, place = True, parent.index(element)
        for child in list(element):
            parent.insert(place, child)
            place += 1
        drop(element)
    return found


def without_attributes(root: Element, names: Iterable[str]) -> bool:
    """Take attributes of these local names off every element."""
    wanted, found = frozenset(names), False
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in [each for each in element.attrib if etree.QName(each).localname in wanted]:
            del element.attrib[name]
            found = True
    return found
