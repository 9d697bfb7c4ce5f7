package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// peerFolder is where PostGraphile's server lies; its packages are fetched beside it at the first run.
const peerFolder = "bench/postgraphile"

//go:embed postgraphile/package.json
var peerPackage []byte

// peerVersion is what the lock installs.
func peerVersion() (string, error) {
	var p struct{ Dependencies map[string]string }
	err := json.Unmarshal(peerPackage, &p)
	return "PostGraphile " + p.Dependencies["postgraphile"] + ", Node " + p.Dependencies["node"], err
}

// installPeer returns the Node that PostGraphile needs, which comes as a package too, and the folder of its server.
func installPeer(ctx context.Context) (node, folder string, err error) {
	if _, err := os.Stat(filepath.Join(peerFolder, "package-lock.json")); err != nil {
		return "", "", errors.New("bench/postgraphile is not here: start in the folder of the project")
	}
	node = filepath.Join(peerFolder, "node_modules", "node", "bin", "node")
	if _, err := os.Stat(node); err == nil {
		return node, peerFolder, nil
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return "", "", fmt.Errorf("%w: npm, which brings PostGraphile", errAbsent)
	}
	if err := command(ctx, nil, "npm", "ci", "--prefix", peerFolder, "--no-audit", "--no-fund"); err != nil {
		return "", "", err
	}
	_, err = os.Stat(node)
	return node, peerFolder, err
}
