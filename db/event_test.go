package db_test

import (
	"context"
	"strings"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// An event stands, whoever writes: the database refuses every change of it.
func TestEventsStand(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	subscriber := column[model.CollectivityID](t, s, "select subscriber_id from subscriptions where id = 1")[0]
	err := s.InTx(ctx, func(tx *db.Store) error {
		return tx.Record(ctx, &model.Event{HappenedAt: dbtest.Noon, Actor: "tests", Verb: model.EventVerbSubscribed, SubscriptionID: 1, CollectivityID: subscriber})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{"update events set actor = 'nobody'", "delete from events", "truncate events"} {
		if _, err := s.ExecContext(ctx, statement); err == nil || !strings.Contains(err.Error(), "what happened stands") {
			t.Errorf("%s: %v", statement, err)
		}
	}
}
