package actions

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"maillage/db"
	"maillage/model"
)

// Made is a key with its secret, which is told once and kept nowhere.
type Made struct {
	Row    *model.Key
	Secret *string `json:"-"`
}

// CreateKey makes a key for a référent's mandate, or for the services of a partner.
func (a *Actions) CreateKey(ctx context.Context, in model.CreateKeyInput, by string) (Made, error) {
	var faults model.Errors
	k := &model.Key{Name: model.Trim(in.Name), Created: a.Now().UTC(), CreatedBy: by, ServiceIDs: []int64{}}
	faults.Add("", model.CheckLine("name", "name", k.Name))
	if (in.Mandate == nil) == (len(in.Services) == 0) {
		faults.Add("", model.Invalid("", "a key is for a mandate or for services: give one of them"))
	}
	err := a.DB.InTx(ctx, func(tx *db.Store) error {
		if in.Mandate != nil {
			m, err := mandate(ctx, tx, "mandate", *in.Mandate)
			if err := collect(&faults, err); err != nil {
				return err
			}
			switch today := model.Today(a.Now()); {
			case m == nil:
			case m.Role != model.MandateRoleReferent:
				faults.Add("", model.Invalid("mandate", "this is no mandate of a référent: see referents"))
			case m.Until != nil && *m.Until <= today:
				faults.Add("", model.Invalid("mandate", "this mandate ended on %s: give the one of who holds the role now", m.Until))
			default:
				k.MandateID = m.ID
			}
		}
		for i, code := range in.Services {
			id, err := serviceOf(ctx, tx, fmt.Sprintf("services.%d", i), &code)
			if err := collect(&faults, err); err != nil {
				return err
			}
			k.ServiceIDs = append(k.ServiceIDs, int64(id))
		}
		return faults.Err()
	})
	if err != nil {
		return Made{}, err
	}
	raw := make([]byte, 24)
	_, _ = rand.Read(raw)
	secret := base64.RawURLEncoding.EncodeToString(raw)
	hash := sha256.Sum256([]byte(secret))
	k.Hash = hash[:]
	if err := a.DB.Insert(ctx, k); err != nil {
		return Made{}, err
	}
	return Made{k, &secret}, nil
}

// RevokeKey ends a key for good.
func (a *Actions) RevokeKey(ctx context.Context, in model.RevokeKeyInput, _ string) (row *model.Key, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		var id model.KeyID
		_ = id.UnmarshalGQL(in.Key) // an identifier of something else is that of no key
		k, err := tx.LockKey(ctx, id)
		switch {
		case err != nil:
			return err
		case k == nil:
			return model.NotFound("key", "there is no such key: give an identifier that keys returned")
		case k.Revoked != nil:
			return model.Conflict("key", "it was revoked on %s already", model.Today(*k.Revoked))
		}
		now := a.Now().UTC()
		k.Revoked, row = &now, k
		return tx.RevokeKey(ctx, id, now)
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}
