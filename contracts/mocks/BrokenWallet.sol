// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {IERC1271} from '../SignatureQuestion.sol';

/// @notice A wallet that does one thing wrong, by the first byte of the signature.
contract BrokenWallet is IERC1271 {
    error Broken();

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32, bytes calldata signature) external pure returns (bytes4) {
        uint8 fault = uint8(signature[0]);
        if (fault == 1) return 0x1626ba7f;
        if (fault == 2) revert Broken();
        if (fault == 3) while (true) {}
        if (fault == 4) {
            // The magic value, in fewer bytes than ABI has it.
            assembly {
                mstore(0, shl(224, 0x1626ba7e))
                return(0, 4)
            }
        }
        if (fault == 5) {
            // The magic value, at the wrong end of the word.
            assembly {
                mstore(0, 0x1626ba7e)
                return(0, 32)
            }
        }
        return IERC1271.isValidSignature.selector;
    }
}
