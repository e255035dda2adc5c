/** Written by scripts/compile-contracts.mjs from contracts/CheckpointRegistry.sol. */
export const checkpointRegistryAbi = [
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "size",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "anchored",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "offered",
        "type": "bytes32"
      }
    ],
    "name": "DifferentRoot",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "to",
        "type": "uint64"
      }
    ],
    "name": "EmptyRoot",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "size",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "from",
        "type": "uint64"
      }
    ],
    "name": "Gap",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "from",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "to",
        "type": "uint64"
      }
    ],
    "name": "NotGrowing",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "candidate",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotOffered",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "NotOwner",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "from",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "to",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      }
    ],
    "name": "CheckpointAnchored",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "candidate",
        "type": "address"
      }
    ],
    "name": "OwnershipOffered",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "to",
        "type": "address"
      }
    ],
    "name": "OwnershipTransferred",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      }
    ],
    "name": "acceptOwnership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "creator",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "from",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "to",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      }
    ],
    "name": "anchor",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      }
    ],
    "name": "candidateOf",
    "outputs": [
      {
        "internalType": "address",
        "name": "candidate",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      }
    ],
    "name": "log",
    "outputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "uint64",
        "name": "size",
        "type": "uint64"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "candidate",
        "type": "address"
      }
    ],
    "name": "offerOwnership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "size",
        "type": "uint64"
      }
    ],
    "name": "rootAt",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "logId",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "size",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "index",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "leafHash",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32[]",
        "name": "proof",
        "type": "bytes32[]"
      }
    ],
    "name": "verifyInclusion",
    "outputs": [
      {
        "internalType": "bool",
        "name": "isIncluded",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;

/** What creates the contract; it takes no constructor arguments. */
export const checkpointRegistryBytecode =
  '0x6080604052348015600e575f5ffd5b50610a088061001c5f395ff3fe608060405234801561000f575f5ffd5b506004361061007a575f3560e01c80633db5ada7116100585780633db5ada7146101205780635163ca2f14610143578063930b6ace14610156578063c8f388cb14610177575f5ffd5b80631858aaba1461007e5780631b4f6c461461009357806327b7cf85146100a6575b5f5ffd5b61009161008c366004610831565b6101b7565b005b6100916100a136600461085b565b610268565b6100f46100b436600461085b565b5f90815260208181526040918290208251808401909352546001600160a01b038116808452600160a01b9091046001600160401b03169290910182905291565b604080516001600160a01b0390931683526001600160401b039091166020830152015b60405180910390f35b61013361012e366004610888565b61032d565b6040519015158152602001610117565b61009161015136600461092a565b6104b0565b61016961016436600461097b565b61076b565b604051908152602001610117565b61019f61018536600461085b565b5f908152600260205260409020546001600160a01b031690565b6040516001600160a01b039091168152602001610117565b5f828152602081905260409020546001600160a01b031633811461020b576040516351910f7960e11b8152600481018490526001600160a01b03821660248201523360448201526064015b60405180910390fd5b5f8381526002602052604080822080546001600160a01b0319166001600160a01b03868116918217909255915191929084169186917f82b250fee9227304b3ee8ff433b6ed5c2f033d2d4e1437d7ae922c20a76bd83d91a4505050565b5f818152600260205260409020546001600160a01b03163381146102b75760405163740a228360e01b8152600481018390526001600160a01b0382166024820152336044820152606401610202565b5f8281526020818152604080832080546002845282852080546001600160a01b03199081169091559385905281549093166001600160a01b0386811691821790925591519216929091839186917f0b659dccc8eb950324170e8d9598af5ee04ee070883eb28651a96788721fbf839190a4505050565b5f8681526001602090815260408083206001600160401b038916845290915281205480158061036e5750866001600160401b0316866001600160401b031610155b1561037c575f9150506104a6565b855f61038960018a61099c565b9050865f5b8681101561048857826001600160401b03165f036103b3575f955050505050506104a6565b600180851614806103d55750826001600160401b0316846001600160401b0316145b15610447576103fc8888838181106103ef576103ef6109c7565b9050602002013583610794565b91505b6001841615801561041857506001600160401b03841615155b15610442576001846001600160401b0316901c93506001836001600160401b0316901c92506103ff565b61046c565b6104698289898481811061045d5761045d6109c7565b90506020020135610794565b91505b677fffffffffffffff600194851c81169493841c16920161038e565b506001600160401b03821615801561049f57508381145b9450505050505b9695505050505050565b604080516001600160a01b038716602080830191909152818301879052825180830384018152606090920190925280519101208161051357604051636dec192560e01b8152600481018290526001600160401b0384166024820152604401610202565b5f818152602081815260408083208151808301909252546001600160a01b038116808352600160a01b9091046001600160401b03169282019290925291901561055d57815161055f565b875b9050336001600160a01b038216146105a2576040516351910f7960e11b8152600481018490526001600160a01b0382166024820152336044820152606401610202565b5f8381526001602090815260408083206001600160401b03891684529091529020548481036105d45750505050610764565b8015610613576040516329435bd560e01b8152600481018590526001600160401b03871660248201526044810182905260648101869052608401610202565b82602001516001600160401b0316876001600160401b03161461066957602083015160405163dd897e4560e01b8152600481018690526001600160401b0391821660248201529088166044820152606401610202565b866001600160401b0316866001600160401b0316116106b557604051633ede9cb760e11b8152600481018590526001600160401b03808916602483015287166044820152606401610202565b6040805180820182526001600160a01b0384811682526001600160401b0389811660208085018281525f8b81528083528781209651875492518616600160a01b026001600160e01b031990931696169590951717909455600184528483208184528452918490208990558351908b1681529182015290810186905284907f54bce447c8b0e7411a5bdaa60c7271298fc504ba2fca2bd718e5f807a2d9386c9060600160405180910390a2505050505b5050505050565b5f8281526001602090815260408083206001600160401b03851684529091529020545b92915050565b604051600160f81b602082015260218101839052604181018290525f9060029060610160408051601f19818403018152908290526107d1916109db565b602060405180830381855afa1580156107ec573d5f5f3e3d5ffd5b5050506040513d601f19601f8201168201806040525081019061080f91906109f1565b9392505050565b80356001600160a01b038116811461082c575f5ffd5b919050565b5f5f60408385031215610842575f5ffd5b8235915061085260208401610816565b90509250929050565b5f6020828403121561086b575f5ffd5b5035919050565b80356001600160401b038116811461082c575f5ffd5b5f5f5f5f5f5f60a0878903121561089d575f5ffd5b863595506108ad60208801610872565b94506108bb60408801610872565b93506060870135925060808701356001600160401b038111156108dc575f5ffd5b8701601f810189136108ec575f5ffd5b80356001600160401b03811115610901575f5ffd5b8960208260051b8401011115610915575f5ffd5b60208201935080925050509295509295509295565b5f5f5f5f5f60a0868803121561093e575f5ffd5b61094786610816565b94506020860135935061095c60408701610872565b925061096a60608701610872565b949793965091946080013592915050565b5f5f6040838503121561098c575f5ffd5b8235915061085260208401610872565b6001600160401b03828116828216039081111561078e57634e487b7160e01b5f52601160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b5f82518060208501845e5f920191825250919050565b5f60208284031215610a01575f5ffd5b505191905056';
