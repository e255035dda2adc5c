// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {IERC1271} from '../SignatureQuestion.sol';

/// @notice The least of a contract wallet: one owner signs for it, and may be replaced.
contract OwnedWallet is IERC1271 {
    address private _owner;

    event OwnerReplaced(address owner);

    error NotTheOwner(address sender);

    constructor(address owner) {
        _owner = owner;
    }

    function replaceOwner(address owner) external {
        if (msg.sender != _owner) revert NotTheOwner(msg.sender);
        _owner = owner;
        emit OwnerReplaced(owner);
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        bytes32 r = bytes32(signature[0:32]);
        bytes32 s = bytes32(signature[32:64]);
        address signer = ecrecover(hash, uint8(signature[64]), r, s);
        return
            signer != address(0) && signer == _owner
                ? IERC1271.isValidSignature.selector
                : bytes4(0xffffffff);
    }
}
