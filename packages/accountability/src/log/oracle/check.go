// SPDX-License-Identifier: Apache-2.0

// Asks Go's own packages for signed notes and transparency logs what they make of ours. Standard input has a JSON list of
// cases; standard output gets a JSON list of booleans, whether each was accepted.
package main

import (
	"encoding/base64"
	"encoding/json"
	"log"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A testCase has a checkpoint and, as its kind says, what is to hold of its tree.
type testCase struct {
	Kind       string // "checkpoint", "inclusion" or "consistency"
	Key        string // verifier key
	Checkpoint string
	Index      int64    // inclusion: of the entry
	Entry      []byte   // inclusion
	Old        string   // consistency: a checkpoint of the same log
	Proof      [][]byte // inclusion and consistency
}

func main() {
	var cases []testCase
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		log.Fatal(err)
	}
	accepted := make([]bool, len(cases))
	for i, c := range cases {
		accepted[i] = accept(c)
	}
	if err := json.NewEncoder(os.Stdout).Encode(accepted); err != nil {
		log.Fatal(err)
	}
}

func accept(c testCase) bool {
	tree, ok := open(c.Checkpoint, c.Key)
	if !ok {
		return false
	}
	proof := make([]tlog.Hash, len(c.Proof))
	for i, hash := range c.Proof {
		if copy(proof[i][:], hash) != tlog.HashSize {
			return false
		}
	}
	switch c.Kind {
	case "checkpoint":
		return true
	case "inclusion":
		return tlog.CheckRecord(proof, tree.N, tree.Hash, c.Index, tlog.RecordHash(c.Entry)) == nil
	case "consistency":
		old, ok := open(c.Old, c.Key)
		return ok && tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash) == nil
	}
	return false
}

// open verifies a signed checkpoint and reads its three lines.
func open(signed, key string) (tlog.Tree, bool) {
	var tree tlog.Tree
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tree, false
	}
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return tree, false
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tree, false
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, false
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	return tree, err == nil && copy(tree.Hash[:], root) == tlog.HashSize
}
