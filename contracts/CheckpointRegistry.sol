// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {ICheckpointRegistry} from './ICheckpointRegistry.sol';

/// @title Checkpoints of append-only logs, for anybody's logs
contract CheckpointRegistry is ICheckpointRegistry {
    /// @dev One storage slot: a later checkpoint then writes one old slot and one new one.
    struct Log {
        address owner;
        uint64 size;
    }

    mapping(bytes32 logId => Log) private _logs;
    mapping(bytes32 logId => mapping(uint64 size => bytes32)) private _rootAt;
    mapping(bytes32 logId => address) private _candidateOf;

    /// @inheritdoc ICheckpointRegistry
    function anchor(address creator, bytes32 salt, uint64 from, uint64 to, bytes32 root) external {
        bytes32 logId = keccak256(abi.encode(creator, salt));
        if (root == bytes32(0)) revert EmptyRoot(logId, to);

        Log memory current = _logs[logId];
        address owner = current.owner == address(0) ? creator : current.owner;
        if (msg.sender != owner) revert NotOwner(logId, owner, msg.sender);

        // The replay is looked for after the owner and before the sizes: a stranger never gets through, and a transaction
        // sent twice finds `from` behind the log.
        bytes32 anchored = _rootAt[logId][to];
        if (anchored == root) return;
        if (anchored != bytes32(0)) revert DifferentRoot(logId, to, anchored, root);
        if (from != current.size) revert Gap(logId, current.size, from);
        if (to <= from) revert NotGrowing(logId, from, to);

        _logs[logId] = Log({owner: owner, size: to});
        _rootAt[logId][to] = root;
        emit CheckpointAnchored(logId, from, to, root);
    }

    /// @inheritdoc ICheckpointRegistry
    function offerOwnership(bytes32 logId, address candidate) external {
        address owner = _logs[logId].owner;
        if (msg.sender != owner) revert NotOwner(logId, owner, msg.sender);
        _candidateOf[logId] = candidate;
        emit OwnershipOffered(logId, owner, candidate);
    }

    /// @inheritdoc ICheckpointRegistry
    function acceptOwnership(bytes32 logId) external {
        address candidate = _candidateOf[logId];
        if (msg.sender != candidate) revert NotOffered(logId, candidate, msg.sender);
        address previous = _logs[logId].owner;
        delete _candidateOf[logId];
        _logs[logId].owner = candidate;
        emit OwnershipTransferred(logId, previous, candidate);
    }

    /// @inheritdoc ICheckpointRegistry
    function log(bytes32 logId) external view returns (address owner, uint64 size) {
        Log memory current = _logs[logId];
        return (current.owner, current.size);
    }

    /// @inheritdoc ICheckpointRegistry
    function rootAt(bytes32 logId, uint64 size) external view returns (bytes32 root) {
        return _rootAt[logId][size];
    }

    /// @inheritdoc ICheckpointRegistry
    function candidateOf(bytes32 logId) external view returns (address candidate) {
        return _candidateOf[logId];
    }

    /// @inheritdoc ICheckpointRegistry
    function verifyInclusion(
        bytes32 logId,
        uint64 size,
        uint64 index,
        bytes32 leafHash,
        bytes32[] calldata proof
    ) external view returns (bool isIncluded) {
        bytes32 root = _rootAt[logId][size];
        if (root == bytes32(0) || index >= size) return false;

        // RFC 9162 §2.1.3.2, with its names: fn walks up from the leaf, sn from the last leaf. An anchored size is above
        // zero (NotGrowing), so size - 1 cannot underflow.
        uint64 fn = index;
        uint64 sn = size - 1;
        bytes32 r = leafHash;
        for (uint256 i = 0; i < proof.length; ++i) {
            if (sn == 0) return false;
            if (fn & 1 == 1 || fn == sn) {
                r = _nodeHash(proof[i], r);
                while (fn & 1 == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = _nodeHash(r, proof[i]);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && r == root;
    }

    /// @dev RFC 9162 §2.1.1: the byte 0x01 keeps inner nodes apart from leaves.
    function _nodeHash(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x01), left, right));
    }
}
