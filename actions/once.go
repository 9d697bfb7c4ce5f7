package actions

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"maillage/db"
	"maillage/model"
)

// Once does something under a key of its client: the effect and the note of it are one transaction, and when the same client comes with
// the same key and input it gets the first answer; to anybody else the key is taken. Without a key it is simply done. An answer that is an error changed nothing and is
// not kept.
func Once[T any](ctx context.Context, a *Actions, key *string, by, verb string, input any, do func(*Actions) (T, error)) (answer T, err error) {
	if key == nil {
		return do(a)
	}
	if err := model.CheckLine("@idempotent.key", "key", *key); err != nil {
		return answer, err
	}
	text, err := json.Marshal([]any{by, input})
	if err != nil {
		return answer, err
	}
	sum := sha256.Sum256(text)
	hash := hex.EncodeToString(sum[:])
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		done, err := tx.DoneUnder(ctx, *key)
		if err != nil {
			return err
		}
		if done != nil {
			if done.Verb != verb || done.Input != hash {
				return model.Conflict("@idempotent.key", "this key was used for another %s: draw a new key for a new request", done.Verb)
			}
			return json.Unmarshal(done.Answer, &answer)
		}
		if answer, err = do(&Actions{DB: tx, Now: a.Now}); err != nil {
			return err
		}
		kept, err := json.Marshal(answer)
		if err != nil {
			return err
		}
		return tx.NoteDone(ctx, *key, db.Done{Verb: verb, Input: hash, Answer: kept})
	})
	return answer, err // beside an error, what do told of the present state
}
