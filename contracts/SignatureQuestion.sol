// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

/// @notice A contract that signs (ERC-1271).
interface IERC1271 {
    /// @return 0x1626ba7e where the signature over the hash is good
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4);
}

/// @notice Asks a wallet about a signature. It is never deployed: its creation code runs within one eth_call, which
/// answers with a word: 0 no contract is there, 1 the wallet does not accept, 2 it does. So whatever a wallet does,
/// be it to revert or to use up its gas, is an answer, and an error of the call is the chain's alone.
contract SignatureQuestion {
    constructor(address wallet, bytes32 hash, bytes memory signature, uint256 gasLimit) {
        bytes memory question = abi.encodeCall(IERC1271.isValidSignature, (hash, signature));
        bytes32 magic = bytes32(IERC1271.isValidSignature.selector);
        assembly ('memory-safe') {
            let answer := 0
            if extcodesize(wallet) {
                let isAnswered := staticcall(gasLimit, wallet, add(question, 32), mload(question), 0, 32)
                answer := add(1, and(and(isAnswered, gt(returndatasize(), 31)), eq(mload(0), magic)))
            }
            mstore(0, answer)
            return(0, 32)
        }
    }
}
