// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

/// @notice The few of forge's cheat codes that the tests here use (forge-std cannot be fetched offline).
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function prank(address sender) external;
    function expectRevert(bytes calldata error) external;
    function expectEmit(address emitter) external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
    function snapshotGasLastCall(
        string calldata group,
        string calldata name
    ) external returns (uint256 gasUsed);
}

abstract contract TestWithVm {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256('hevm cheat code')))));

    /// @dev Brings a fuzzed number into a range, both ends included.
    function within(uint256 number, uint256 low, uint256 high) internal pure returns (uint256) {
        return low + (number % (high - low + 1));
    }

    function idOf(address creator, bytes32 salt) internal pure returns (bytes32) {
        return keccak256(abi.encode(creator, salt));
    }
}
