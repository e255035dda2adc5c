// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {CheckpointRegistry} from '../CheckpointRegistry.sol';
import {ICheckpointRegistry} from '../ICheckpointRegistry.sol';
import {TestWithVm, Vm} from './Vm.sol';

contract CheckpointRegistryTest is TestWithVm {
    address private constant ALICE = address(0xA11CE);
    address private constant BOB = address(0xB0B);
    bytes32 private constant SALT = bytes32(uint256(7));
    bytes32 private constant ROOT = keccak256('root at 5');
    bytes32 private constant LATER_ROOT = keccak256('root at 9');

    CheckpointRegistry private registry;
    bytes32 private logId;

    function setUp() public {
        registry = new CheckpointRegistry();
        logId = idOf(ALICE, SALT);
    }

    function anchorAs(address sender, uint64 from, uint64 to, bytes32 root) private {
        vm.prank(sender);
        registry.anchor(ALICE, SALT, from, to, root);
    }

    function refuses(address sender, uint64 from, uint64 to, bytes32 root, bytes memory error) private {
        vm.prank(sender);
        vm.expectRevert(error);
        registry.anchor(ALICE, SALT, from, to, root);
    }

    function assertLog(address owner, uint64 size) private view {
        (address actualOwner, uint64 actualSize) = registry.log(logId);
        require(actualOwner == owner, "the log's owner is another");
        require(actualSize == size, "the log's size is another");
    }

    function test_makesTheCreatorTheOwnerOfANewLog() public {
        assertLog(address(0), 0);
        vm.expectEmit(address(registry));
        emit ICheckpointRegistry.CheckpointAnchored(logId, 0, 5, ROOT);
        anchorAs(ALICE, 0, 5, ROOT);
        assertLog(ALICE, 5);
        require(registry.rootAt(logId, 5) == ROOT, 'the root is not anchored');
        require(registry.rootAt(logId, 4) == bytes32(0), 'a size between is anchored');
    }

    function test_keepsEarlierRootsWhenALogGrows() public {
        anchorAs(ALICE, 0, 5, ROOT);
        vm.expectEmit(address(registry));
        emit ICheckpointRegistry.CheckpointAnchored(logId, 5, 9, LATER_ROOT);
        anchorAs(ALICE, 5, 9, LATER_ROOT);
        assertLog(ALICE, 9);
        require(registry.rootAt(logId, 5) == ROOT, 'the earlier root changed');
        require(registry.rootAt(logId, 9) == LATER_ROOT, 'the later root is not anchored');
    }

    function test_takesAReplayWithoutEffectOrEvent() public {
        anchorAs(ALICE, 0, 5, ROOT);
        anchorAs(ALICE, 5, 9, LATER_ROOT);
        vm.recordLogs();
        anchorAs(ALICE, 0, 5, ROOT);
        anchorAs(ALICE, 5, 9, LATER_ROOT);
        require(vm.getRecordedLogs().length == 0, 'a replay emitted an event');
        assertLog(ALICE, 9);
    }

    function test_refusesTheFirstCheckpointFromAnybodyButTheCreator() public {
        refuses(
            BOB,
            0,
            5,
            ROOT,
            abi.encodeWithSelector(ICheckpointRegistry.NotOwner.selector, logId, ALICE, BOB)
        );
    }

    function test_refusesAFirstCheckpointThatStartsAboveZero() public {
        refuses(ALICE, 1, 5, ROOT, abi.encodeWithSelector(ICheckpointRegistry.Gap.selector, logId, 0, 1));
    }

    function test_refusesAStrangersReplay() public {
        anchorAs(ALICE, 0, 5, ROOT);
        refuses(
            BOB,
            0,
            5,
            ROOT,
            abi.encodeWithSelector(ICheckpointRegistry.NotOwner.selector, logId, ALICE, BOB)
        );
    }

    function test_refusesAGapAndAnOverlap() public {
        anchorAs(ALICE, 0, 5, ROOT);
        bytes memory gap = abi.encodeWithSelector(ICheckpointRegistry.Gap.selector, logId, 5, 6);
        refuses(ALICE, 6, 9, LATER_ROOT, gap);
        bytes memory overlap = abi.encodeWithSelector(ICheckpointRegistry.Gap.selector, logId, 5, 4);
        refuses(ALICE, 4, 9, LATER_ROOT, overlap);
    }

    function test_refusesALogThatDoesNotGrow() public {
        anchorAs(ALICE, 0, 5, ROOT);
        bytes memory error = abi.encodeWithSelector(ICheckpointRegistry.NotGrowing.selector, logId, 5, 3);
        refuses(ALICE, 5, 3, LATER_ROOT, error);
        bytes32 otherLog = idOf(ALICE, bytes32(uint256(8)));
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(ICheckpointRegistry.NotGrowing.selector, otherLog, 0, 0));
        registry.anchor(ALICE, bytes32(uint256(8)), 0, 0, ROOT);
    }

    function test_refusesAnotherRootAtAnAnchoredSizeAndNamesBoth() public {
        anchorAs(ALICE, 0, 5, ROOT);
        bytes memory error = abi.encodeWithSelector(
            ICheckpointRegistry.DifferentRoot.selector,
            logId,
            5,
            ROOT,
            LATER_ROOT
        );
        refuses(ALICE, 0, 5, LATER_ROOT, error);
        refuses(ALICE, 5, 5, LATER_ROOT, error);
    }

    function test_refusesTheZeroRoot() public {
        refuses(
            ALICE,
            0,
            5,
            bytes32(0),
            abi.encodeWithSelector(ICheckpointRegistry.EmptyRoot.selector, logId, 5)
        );
    }

    function test_movesALogToANewOwnerInTwoSteps() public {
        anchorAs(ALICE, 0, 5, ROOT);
        vm.expectEmit(address(registry));
        emit ICheckpointRegistry.OwnershipOffered(logId, ALICE, BOB);
        vm.prank(ALICE);
        registry.offerOwnership(logId, BOB);
        require(registry.candidateOf(logId) == BOB, 'the offer is not kept');
        assertLog(ALICE, 5);

        vm.expectEmit(address(registry));
        emit ICheckpointRegistry.OwnershipTransferred(logId, ALICE, BOB);
        vm.prank(BOB);
        registry.acceptOwnership(logId);
        require(registry.candidateOf(logId) == address(0), 'the offer outlives its acceptance');
        assertLog(BOB, 5);

        bytes memory error = abi.encodeWithSelector(ICheckpointRegistry.NotOwner.selector, logId, BOB, ALICE);
        refuses(ALICE, 5, 9, LATER_ROOT, error);
        anchorAs(BOB, 5, 9, LATER_ROOT);
        assertLog(BOB, 9);
    }

    function test_letsOnlyTheOwnerOffer() public {
        anchorAs(ALICE, 0, 5, ROOT);
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSelector(ICheckpointRegistry.NotOwner.selector, logId, ALICE, BOB));
        registry.offerOwnership(logId, BOB);
    }

    function test_letsNobodyOfferALogThatHasNoCheckpointNotEvenItsCreator() public {
        vm.prank(ALICE);
        vm.expectRevert(
            abi.encodeWithSelector(ICheckpointRegistry.NotOwner.selector, logId, address(0), ALICE)
        );
        registry.offerOwnership(logId, BOB);
    }

    function test_letsOnlyTheCandidateAcceptAndOnlyWhileTheOfferStands() public {
        anchorAs(ALICE, 0, 5, ROOT);
        vm.prank(ALICE);
        registry.offerOwnership(logId, BOB);
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(ICheckpointRegistry.NotOffered.selector, logId, BOB, ALICE));
        registry.acceptOwnership(logId);

        vm.prank(ALICE);
        registry.offerOwnership(logId, address(0));
        vm.prank(BOB);
        vm.expectRevert(
            abi.encodeWithSelector(ICheckpointRegistry.NotOffered.selector, logId, address(0), BOB)
        );
        registry.acceptOwnership(logId);
    }

    function testFuzz_refusesEverybodyButTheOwner(
        address stranger,
        uint64 from,
        uint64 to,
        bytes32 root
    ) public {
        if (stranger == ALICE || root == bytes32(0)) return;
        anchorAs(ALICE, 0, 5, ROOT);
        bytes memory error = abi.encodeWithSelector(
            ICheckpointRegistry.NotOwner.selector,
            logId,
            ALICE,
            stranger
        );
        refuses(stranger, from, to, root, error);
    }

    function testFuzz_keepsTheLogsOfTwoCreatorsApart(
        address other,
        bytes32 salt,
        uint64 size,
        bytes32 root
    ) public {
        if (other == ALICE || other == address(vm) || size == 0 || root == bytes32(0)) return;
        anchorAs(ALICE, 0, 5, ROOT);
        vm.prank(other);
        registry.anchor(other, salt, 0, size, root);
        assertLog(ALICE, 5);
        require(registry.rootAt(logId, 5) == ROOT, "another's log changed this one");
    }

    function test_measuresWhatASenderPays() public {
        anchorAs(ALICE, 0, 1000, ROOT);
        vm.snapshotGasLastCall('CheckpointRegistry', 'first checkpoint');
        anchorAs(ALICE, 1000, 2000, LATER_ROOT);
        uint256 later = vm.snapshotGasLastCall('CheckpointRegistry', 'later checkpoint');
        require(later <= 55_000, 'a later checkpoint costs more than 55,000 gas');
        anchorAs(ALICE, 1000, 2000, LATER_ROOT);
        vm.snapshotGasLastCall('CheckpointRegistry', 'replay');
    }
}
