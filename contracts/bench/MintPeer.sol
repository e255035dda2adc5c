// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

/// @title What a claim costs when each is a token: the least that an ERC-721 mint has to write
/// @dev Only measured, never deployed: an owner and a balance in storage and the event of EIP-721, no URI and no royalty.
contract MintPeer {
    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);

    error NoOwner();

    mapping(uint256 tokenId => address) private _ownerOf;
    mapping(address owner => uint256) private _balanceOf;
    uint256 private _minted;

    function mint(address to) external returns (uint256 tokenId) {
        if (to == address(0)) revert NoOwner();
        tokenId = ++_minted;
        // No count of tokens reaches 2^256.
        unchecked {
            ++_balanceOf[to];
        }
        _ownerOf[tokenId] = to;
        emit Transfer(address(0), to, tokenId);
    }

    function ownerOf(uint256 tokenId) external view returns (address) {
        return _ownerOf[tokenId];
    }

    function balanceOf(address owner) external view returns (uint256) {
        return _balanceOf[owner];
    }
}
