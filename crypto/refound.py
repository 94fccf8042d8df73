"""Refounding: a new MLS group in the same chain, where the old one cannot go on: docs/spec/refound.md.

Three occasions, one form: a commit that others cannot process (``refused`` names it), a change of suite (``refused`` =
``last_good``), and the loss of all devices (likewise, with an author who is not in the roster; the authorities of all deciding and
implementing bodies sign). Generation and epoch grow by one, which ``crypto.roster`` has checked; the policy stays.
"""

from __future__ import annotations

from crypto.approvals import Consents, check_dropped
from crypto.commit import CommitBody, Refound
from crypto.entry import Header
from crypto.errors import Refused
from crypto.frozen import dataclass
from crypto.policy import Policy
from crypto.scene import Scene
from crypto.trust import Device
from crypto.types import BodyKind, CertificateHash, EntryClass
from crypto.view import CommitView

_RULING = frozenset({BodyKind.DECIDING, BodyKind.IMPLEMENTING})


@dataclass(frozen=True, slots=True)
class Undone:
    """What the commits that a refound takes back had brought, as far as the checker found them good. ``roster``: whoever was in by
    one of them; ``policy``: that of the last of them, None where there is none."""

    roster: frozenset[CertificateHash] = frozenset()
    policy: Policy | None = None


NOTHING_UNDONE = Undone()


@dataclass(frozen=True, slots=True)
class Refounding:
    """A refound commit under check. ``refused``: the header of the commit at ``body.refound.refused``, None where that is
    ``last_good`` itself."""

    last_good: CommitView
    header: Header
    body: CommitBody
    refused: Header | None
    undone: Undone = NOTHING_UNDONE


def check_refound(step: Refounding, scene: Scene, given: Consents) -> None:
    """Holds a refound commit against the last good view. Raises ``Refused``."""
    if step.body.refound is None:
        raise Refused("the commit refounds nothing", "refound")
    _names(step, step.body.refound)
    if step.body.parsed_policy() != step.last_good.policy:
        raise Refused("a refound leaves the policy as it is", "refound-policy")
    if step.header.author in step.last_good.roster:
        _by_member(step, scene, given)
    else:
        _by_authorities(step, scene, given)


def _names(step: Refounding, refound: Refound) -> None:
    """Rule ``refound``: it names the last good commit, and the refused one if there is one."""
    if refound.last_good != step.last_good.position:
        raise Refused("the refound goes from another commit than the last good one", "refound")
    if step.header.position is None or refound.refused >= step.header.position:
        raise Refused("the refound names a commit that comes after it", "refound")
    named = step.last_good.position if step.refused is None else step.refused.position
    if refound.refused != named:
        raise Refused("the refound names another commit than the refused one", "refound")
    if step.refused is not None and step.refused.entry_class is not EntryClass.COMMIT:
        raise Refused("what the refound names is no commit", "refound")


def _by_member(step: Refounding, scene: Scene, given: Consents) -> None:
    """Rule ``refound-roster``: the last good roster less at most the refused commit's author (and whom their body revoked)."""
    author = scene.live(step.header.author)
    gone = set(step.last_good.roster) - set(step.body.roster)
    if set(step.body.roster) - set(step.last_good.roster):
        raise Refused("a refound adds nobody", "refound-roster")
    culprit = None if step.refused is None else step.refused.author
    if any(device != culprit and not scene.revoked(device) for device in gone):
        raise Refused("a refound leaves out at most the refused commit's author", "refound-roster")
    if step.header.author in gone:
        raise Refused("the author is gone from the roster", "author-gone")
    _approved(step, author, scene, given)
    # the policy "stays", but of the base: what came in since goes out, as by a change of policy
    if step.undone.policy is not None:
        check_dropped(step.undone.policy, step.last_good.policy, author, scene, given)


def _approved(step: Refounding, author: Device, scene: Scene, given: Consents) -> None:
    """Rule ``refound-approval``: approved as a policy change is, by each ruling body with a live member in the last good roster, or
    that had one by a commit that is taken back: otherwise one officer alone could go back to before another body came in, or to any
    commit by the only device of another body, and leave that body out. A body of any kind consents to being left without a live
    member. So a culprit has no veto where a colleague, or the authority of their body, approves or has revoked them."""
    staying = {device.body.hash for device in scene.living(step.body.roster)}
    for device in scene.living(sorted({*step.last_good.roster, *step.undone.roster})):
        body = device.body
        if body.hash == author.body.hash or given.by_member(body.hash):
            continue
        if body.kind in _RULING or (body.hash not in staying and not given.by_body(body.hash)):
            raise Refused("a body of the circle has not approved the refound", "refound-approval")


def _by_authorities(step: Refounding, scene: Scene, given: Consents) -> None:
    """Rule ``refound-approval``: for the loss of all devices, the authority of each deciding and implementing body signs the new
    roster, whatever devices it has (all are live, of bodies of the policy: ``crypto.roster`` checks that of every new device)."""
    if step.refused is not None:
        raise Refused("a refused commit is mended by a member", "roster")
    if step.header.author not in step.body.roster:
        raise Refused("the author is not in the roster", "roster")
    ruling = [ref.hash for ref in step.last_good.policy.bodies if ref.kind in _RULING]
    if not ruling or any(ref not in given.authorities for ref in ruling):
        raise Refused("the authorities of the bodies have not approved the refound", "refound-approval")
    scene.live(step.header.author)
