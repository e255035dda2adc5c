// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

/// @notice The tree straight from its definition, recursion and all, to hold the contract's climb against.
library ReferenceTree {
    /// @dev RFC 9162 §2.1.1: MTH of leaves[start, end), which are leaf hashes already.
    function root(bytes32[] memory leaves, uint256 start, uint256 end) internal pure returns (bytes32) {
        if (end - start == 1) return leaves[start];
        uint256 middle = start + split(end - start);
        return sha256(abi.encodePacked(bytes1(0x01), root(leaves, start, middle), root(leaves, middle, end)));
    }

    /// @dev RFC 9162 §2.1.3.1: PATH(index, leaves[start, end)), the hash nearest to the leaf first.
    function path(
        bytes32[] memory leaves,
        uint256 index,
        uint256 start,
        uint256 end
    ) internal pure returns (bytes32[] memory) {
        if (end - start == 1) return new bytes32[](0);
        uint256 middle = start + split(end - start);
        return
            index < middle
                ? append(path(leaves, index, start, middle), root(leaves, middle, end))
                : append(path(leaves, index, middle, end), root(leaves, start, middle));
    }

    function leavesOf(uint256 size, bytes32 seed) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](size);
        for (uint256 i = 0; i < size; ++i) leaves[i] = sha256(abi.encodePacked(bytes1(0x00), seed, i));
    }

    function append(bytes32[] memory list, bytes32 last) internal pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; ++i) longer[i] = list[i];
        longer[list.length] = last;
    }

    /// @dev The largest power of two below the size.
    function split(uint256 size) private pure returns (uint256 k) {
        k = 1;
        while (k * 2 < size) k *= 2;
    }
}
