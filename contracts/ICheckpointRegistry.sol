// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

/// @title Checkpoints of append-only logs
/// @notice Keeps, for each log, the roots of its RFC 6962 SHA-256 tree at the sizes its owner has anchored. A log only
/// grows and an anchored root never changes. There is no administrator, no upgrade and no fee.
/// @dev A log's id is `keccak256(abi.encode(creator, salt))`, so nobody can take the id of another's log.
/// An anchored root shows that its owner declared it no later than its block; it says nothing about what the log holds.
interface ICheckpointRegistry {
    /// @notice A log moved on from size `from` to size `to`, where its tree has the root `root`.
    event CheckpointAnchored(bytes32 indexed logId, uint64 from, uint64 to, bytes32 root);

    /// @notice The owner offered the log to `candidate`, or took an offer back if `candidate` is zero.
    event OwnershipOffered(bytes32 indexed logId, address indexed owner, address indexed candidate);

    /// @notice The candidate accepted and owns the log from now on.
    event OwnershipTransferred(bytes32 indexed logId, address indexed from, address indexed to);

    /// @notice Only `owner` may do this to the log. A log without checkpoints has no owner yet: `anchor` then names its
    /// creator, who alone may begin it, and `offerOwnership` the zero address, since there is nothing to offer.
    error NotOwner(bytes32 logId, address owner, address caller);

    /// @notice The log was offered to `candidate` (zero: to nobody), not to the caller.
    error NotOffered(bytes32 logId, address candidate, address caller);

    /// @notice A checkpoint must start where the log stands.
    error Gap(bytes32 logId, uint64 size, uint64 from);

    /// @notice A checkpoint must make the log longer.
    error NotGrowing(bytes32 logId, uint64 from, uint64 to);

    /// @notice The zero root stands for "not anchored" and cannot be anchored.
    error EmptyRoot(bytes32 logId, uint64 to);

    /// @notice Another root is anchored at this size: the owner has signed two histories of one log.
    error DifferentRoot(bytes32 logId, uint64 size, bytes32 anchored, bytes32 offered);

    /// @notice Anchors the log's root at size `to`. The first checkpoint, from size 0, must come from the log's creator
    /// and makes the creator its owner; every later one must come from the owner.
    /// @dev A checkpoint that is anchored already is accepted again without effect or event, whatever its `from`, so that
    /// a sender who does not know what became of a transaction can simply send it again.
    /// Refuses with EmptyRoot, NotOwner, DifferentRoot, Gap or NotGrowing, looked for in this order.
    /// @param creator Who made the log; with `salt` this names it.
    /// @param salt Tells one creator's logs apart.
    /// @param from The size of the newest anchored checkpoint, 0 for a new log.
    /// @param to The size that the log has now, in entries.
    /// @param root The root of the log's RFC 6962 SHA-256 tree at size `to`.
    function anchor(address creator, bytes32 salt, uint64 from, uint64 to, bytes32 root) external;

    /// @notice Offers the log to `candidate`, in place of any earlier offer; the zero address takes the offer back.
    /// Nothing changes until the candidate accepts. Refuses with NotOwner, also the creator of a log without checkpoints.
    function offerOwnership(bytes32 logId, address candidate) external;

    /// @notice Takes over a log that was offered to the caller. Refuses with NotOffered.
    function acceptOwnership(bytes32 logId) external;

    /// @notice The log's owner and the size of its newest checkpoint; both zero if it has none.
    function log(bytes32 logId) external view returns (address owner, uint64 size);

    /// @notice The root anchored at exactly this size, or zero if none is.
    function rootAt(bytes32 logId, uint64 size) external view returns (bytes32 root);

    /// @notice To whom the log is offered, or zero.
    function candidateOf(bytes32 logId) external view returns (address candidate);

    /// @notice Whether the anchored tree of this size holds `leafHash` at `index`: RFC 9162 §2.1.3.2 with SHA-256.
    /// False, never an error, for a size that is not anchored and for a proof that is too short, too long or wrong.
    /// @param leafHash SHA-256 of a zero byte and the entry (RFC 9162 §2.1.1). Compute it from the entry yourself: a hash
    /// that somebody hands you says nothing about an entry.
    /// @param proof The inclusion path, the hash nearest to the leaf first.
    function verifyInclusion(
        bytes32 logId,
        uint64 size,
        uint64 index,
        bytes32 leafHash,
        bytes32[] calldata proof
    ) external view returns (bool isIncluded);
}
