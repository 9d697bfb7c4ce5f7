package main

import (
	"crypto/rand"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"

	"maillage/auth"
	"maillage/model"
)

// keys are what mutations need: one to administer, another to validate what was computed with the first.
type keys struct {
	admin, validator string
	fresh            bool // made at this start
}

// readKeys are the keys of the environment, else those kept beside the embedded data, made at the first start.
func readKeys(c config) (k keys, err error) {
	if k.admin, err = k.read(c, c.adminKey, "admin.key"); err != nil {
		return k, err
	}
	k.validator, err = k.read(c, c.validatorKey, "validator.key")
	return k, err
}

func (k *keys) read(c config, given, file string) (string, error) {
	if given != "" || c.databaseURL != "" {
		return given, nil
	}
	path := filepath.Join(c.dataDir, file)
	if kept, err := os.ReadFile(path); err == nil && len(strings.TrimSpace(string(kept))) >= 16 {
		return strings.TrimSpace(string(kept)), nil
	}
	raw := make([]byte, 24)
	_, _ = rand.Read(raw)
	key := base64.RawURLEncoding.EncodeToString(raw)
	k.fresh = true
	return key, os.WriteFile(path, []byte(key+"\n"), 0o600)
}

// known are the keys as the door knows them.
func (k keys) known() []auth.Key {
	all := auth.Administration
	return []auth.Key{
		{Name: "administrator", Secret: k.admin, Grants: all},
		{Name: "validator", Secret: k.validator, Grants: append(all[:len(all):len(all)], model.PermissionValidate)},
	}
}
