// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {CheckpointRegistry} from '../CheckpointRegistry.sol';
import {TestWithVm} from './Vm.sol';

/// @notice Does to one log what its owner and strangers can do, and keeps its own books beside it.
/// Every action states what must come of it: one that ends otherwise reverts, and forge reports that (fail_on_revert).
contract LogActions is TestWithVm {
    CheckpointRegistry public immutable registry;
    address public immutable creator = address(0xC0FFEE);
    bytes32 public immutable salt = bytes32(uint256(1));
    bytes32 public immutable logId;
    address public owner = address(0xC0FFEE);
    uint64[] public sizes;
    mapping(uint64 size => bytes32) public rootOf;

    constructor(CheckpointRegistry theRegistry) {
        registry = theRegistry;
        logId = idOf(creator, salt);
    }

    function grow(uint64 by, bytes32 root) external {
        if (root == bytes32(0)) root = bytes32(uint256(1));
        uint64 from = newestSize();
        uint64 to = from + uint64(within(by, 1, 1_000_000));
        vm.prank(owner);
        registry.anchor(creator, salt, from, to, root);
        sizes.push(to);
        rootOf[to] = root;
    }

    function replay(uint256 which, uint64 anyFrom) external {
        if (sizes.length == 0) return;
        uint64 size = sizes[which % sizes.length];
        vm.recordLogs();
        vm.prank(owner);
        registry.anchor(creator, salt, anyFrom, size, rootOf[size]);
        require(vm.getRecordedLogs().length == 0, 'a replay emitted an event');
    }

    function rewrite(uint256 which, bytes32 root) external {
        if (sizes.length == 0) return;
        uint64 size = sizes[which % sizes.length];
        if (root == rootOf[size]) return;
        require(!anchors(owner, newestSize(), size, root), 'an anchored root was replaced');
    }

    function leaveAGap(uint64 from, uint64 to, bytes32 root) external {
        if (from == newestSize() || rootOf[to] != bytes32(0)) return;
        require(!anchors(owner, from, to, root), 'a checkpoint did not start where the log stands');
    }

    function anchorAsAStranger(address stranger, uint64 from, uint64 to, bytes32 root) external {
        if (stranger == owner) return;
        require(!anchors(stranger, from, to, root), 'a stranger anchored');
    }

    function extendAsAStranger(address stranger, uint64 by, bytes32 root) external {
        if (stranger == owner) return;
        uint64 from = newestSize();
        require(
            !anchors(stranger, from, from + uint64(within(by, 1, 1000)), root),
            'a stranger extended the log'
        );
    }

    function takeAsAStranger(address stranger) external {
        if (stranger == owner) return;
        vm.prank(stranger);
        (bool isOffered, ) = address(registry).call(
            abi.encodeCall(registry.offerOwnership, (logId, stranger))
        );
        require(!isOffered, 'a stranger offered the log');
        vm.prank(stranger);
        (bool isTaken, ) = address(registry).call(abi.encodeCall(registry.acceptOwnership, (logId)));
        require(!isTaken, 'a stranger took the log');
    }

    function handOver(address next) external {
        if (sizes.length == 0 || next == address(0) || next == address(vm)) return;
        vm.prank(owner);
        registry.offerOwnership(logId, next);
        vm.prank(next);
        registry.acceptOwnership(logId);
        owner = next;
    }

    function count() external view returns (uint256) {
        return sizes.length;
    }

    function newestSize() public view returns (uint64) {
        return sizes.length == 0 ? 0 : sizes[sizes.length - 1];
    }

    function anchors(address sender, uint64 from, uint64 to, bytes32 root) private returns (bool isAnchored) {
        vm.prank(sender);
        (isAnchored, ) = address(registry).call(
            abi.encodeCall(registry.anchor, (creator, salt, from, to, root))
        );
    }
}

contract CheckpointRegistryInvariants is TestWithVm {
    CheckpointRegistry private registry;
    LogActions private actions;

    function setUp() public {
        registry = new CheckpointRegistry();
        actions = new LogActions(registry);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(actions);
    }

    function invariant_sizeAndOwnerAreThoseOfTheBooks() public view {
        (address owner, uint64 size) = registry.log(actions.logId());
        require(size == actions.newestSize(), 'the size fell, or rose by itself');
        require(
            owner == (actions.count() == 0 ? address(0) : actions.owner()),
            'the owner changed by itself'
        );
    }

    function invariant_anchoredRootsNeverChange() public view {
        for (uint256 i = 0; i < actions.count(); ++i) {
            uint64 size = actions.sizes(i);
            require(
                registry.rootAt(actions.logId(), size) == actions.rootOf(size),
                'an anchored root changed'
            );
        }
    }
}
