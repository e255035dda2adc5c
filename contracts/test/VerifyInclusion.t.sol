// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {CheckpointRegistry} from '../CheckpointRegistry.sol';
import {ReferenceTree} from './ReferenceTree.sol';
import {TestWithVm} from './Vm.sol';

contract VerifyInclusionTest is TestWithVm {
    uint64 private constant LARGEST = 70;
    CheckpointRegistry private registry;
    bytes32 private logId;

    function setUp() public {
        registry = new CheckpointRegistry();
        logId = idOf(address(this), bytes32(0));
    }

    function anchoredTree(uint64 size, bytes32 seed) private returns (bytes32[] memory leaves) {
        leaves = ReferenceTree.leavesOf(size, seed);
        registry.anchor(address(this), bytes32(0), 0, size, ReferenceTree.root(leaves, 0, size));
    }

    function holds(
        uint64 size,
        uint64 index,
        bytes32 leaf,
        bytes32[] memory proof
    ) private view returns (bool) {
        return registry.verifyInclusion(logId, size, index, leaf, proof);
    }

    function test_acceptsEveryLeafOfEverySmallTree() public {
        for (uint64 size = 1; size <= 17; ++size) {
            bytes32 salt = bytes32(uint256(size));
            bytes32[] memory leaves = ReferenceTree.leavesOf(size, salt);
            registry.anchor(address(this), salt, 0, size, ReferenceTree.root(leaves, 0, size));
            for (uint64 index = 0; index < size; ++index) {
                bytes32[] memory proof = ReferenceTree.path(leaves, index, 0, size);
                bytes32 id = idOf(address(this), salt);
                require(
                    registry.verifyInclusion(id, size, index, leaves[index], proof),
                    'a good proof is refused'
                );
            }
        }
    }

    function test_refusesEverythingAtASizeThatIsNotAnchored() public {
        bytes32[] memory leaves = anchoredTree(5, 'seed');
        require(!holds(4, 0, leaves[0], ReferenceTree.path(leaves, 0, 0, 4)), 'size 4 is not anchored');
        require(!holds(0, 0, bytes32(0), new bytes32[](0)), 'size 0 holds nothing');
    }

    function test_refusesAPathThatClimbsAboveTheRoot() public {
        // Only an owner who anchors what is no tree can make such a root: one leaf, yet a node above it.
        bytes32 leaf = sha256('leaf');
        bytes32[] memory proof = ReferenceTree.append(new bytes32[](0), sha256('beside'));
        bytes32 root = sha256(abi.encodePacked(bytes1(0x01), proof[0], leaf));
        registry.anchor(address(this), bytes32(0), 0, 1, root);
        require(!holds(1, 0, leaf, proof), 'a path above the root is accepted');
    }

    function testFuzz_acceptsAGoodProofAndNoneThatDiffers(
        uint256 anySize,
        uint256 anyIndex,
        bytes32 seed,
        bytes32 wrong,
        uint256 anyPlace
    ) public {
        uint64 size = uint64(within(anySize, 1, LARGEST));
        uint64 index = uint64(within(anyIndex, 0, size - 1));
        bytes32[] memory leaves = anchoredTree(size, seed);
        bytes32[] memory proof = ReferenceTree.path(leaves, index, 0, size);

        require(holds(size, index, leaves[index], proof), 'a good proof is refused');
        require(!holds(size, index, wrong, proof), 'another leaf is accepted');
        require(
            !holds(size, index, leaves[index], ReferenceTree.append(proof, wrong)),
            'a longer proof is accepted'
        );
        require(!holds(size, size, leaves[index], proof), 'an index outside of the tree is accepted');
        if (size > 1) {
            uint64 otherIndex = (index + uint64(within(anyPlace, 1, size - 1))) % size;
            require(!holds(size, otherIndex, leaves[index], proof), 'another index is accepted');
            proof[within(anyPlace, 0, proof.length - 1)] ^= bytes32(uint256(1) << (anyPlace % 256));
            require(!holds(size, index, leaves[index], proof), 'a proof with one bit changed is accepted');
        }
    }

    function testFuzz_refusesAShortenedProof(uint256 anySize, uint256 anyIndex, bytes32 seed) public {
        uint64 size = uint64(within(anySize, 2, LARGEST));
        uint64 index = uint64(within(anyIndex, 0, size - 1));
        bytes32[] memory leaves = anchoredTree(size, seed);
        bytes32[] memory proof = ReferenceTree.path(leaves, index, 0, size);
        bytes32[] memory shorter = new bytes32[](proof.length - 1);
        for (uint256 i = 0; i < shorter.length; ++i) shorter[i] = proof[i];
        require(!holds(size, index, leaves[index], shorter), 'a shortened proof is accepted');
    }
}
