// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

/// @title What a claim costs when each is an attestation kept on the chain, as the Ethereum Attestation Service keeps it
/// @dev Only measured, never deployed: the record and the event that EAS has, without resolvers, payments and revocation,
/// so that it is the cheapest of its kind.
contract AttestPeer {
    struct Attestation {
        bytes32 uid;
        bytes32 schema;
        uint64 time;
        uint64 expirationTime;
        uint64 revocationTime;
        bytes32 refUID;
        address recipient;
        address attester;
        bool revocable;
        bytes data;
    }

    event Attested(address indexed recipient, address indexed attester, bytes32 uid, bytes32 indexed schema);

    error UnknownSchema(bytes32 schema);

    mapping(bytes32 schema => string) private _schemas;
    mapping(bytes32 uid => Attestation) private _attestations;

    function register(string calldata schema) external returns (bytes32 id) {
        id = keccak256(bytes(schema));
        _schemas[id] = schema;
    }

    function attest(bytes32 schema, address recipient, bytes calldata data) external returns (bytes32 uid) {
        if (bytes(_schemas[schema]).length == 0) revert UnknownSchema(schema);
        uid = keccak256(abi.encodePacked(schema, recipient, msg.sender, block.timestamp, data));
        _attestations[uid] = Attestation({
            uid: uid,
            schema: schema,
            time: uint64(block.timestamp),
            expirationTime: 0,
            revocationTime: 0,
            refUID: bytes32(0),
            recipient: recipient,
            attester: msg.sender,
            revocable: true,
            data: data
        });
        emit Attested(recipient, msg.sender, uid, schema);
    }

    function attestation(bytes32 uid) external view returns (Attestation memory) {
        return _attestations[uid];
    }
}
