package actions

import (
	"context"
	"fmt"
	"slices"

	"maillage/db"
	"maillage/model"
)

// change is a verb at work on a subscription: what it found, under the lock of the subscriber, and what is wrong with its input.
type change struct {
	tx     *db.Store
	today  model.Date
	faults model.Errors
	row    *model.Subscription // as it stands; writing changes it
}

// onSubscription is the frame of what is done to one subscription. check tells all that is wrong and changes nothing; write
// changes the row and what hangs on it. The subscription comes back as it stands then, beside errors too.
func (a *Actions) onSubscription(ctx context.Context, id string, version int, verb model.EventVerb, by string, check, write func(*change) error) (row *model.Subscription, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		c, err := a.open(ctx, tx, id, &version)
		if err != nil {
			return err
		}
		found := *c.row
		row = &found
		if err := collect(&c.faults, check(c)); err != nil {
			return err
		}
		if err := c.faults.Err(); err != nil {
			return err
		}
		before, err := snapshot(ctx, tx, c.row)
		if err != nil {
			return err
		}
		err = rights(ctx, tx, []model.CollectivityID{c.row.SubscriberID}, []model.OfferID{c.row.OfferID}, func() error { return c.rewrite(ctx, write) })
		if err != nil {
			return err
		}
		row, err = a.record(ctx, tx, verb, by, c.row.ID, before)
		return err
	})
	return row, err
}

// rewrite changes a subscription, and counts the change.
func (c *change) rewrite(ctx context.Context, write func(*change) error) error {
	if err := write(c); err != nil {
		return err
	}
	c.row.Version++
	return c.tx.Change(ctx, c.row)
}

// open finds a subscription and keeps its subscriber, and others who are named, from other writers: two that race for one
// period would else wait for each other's rows. Who read another version is told so.
func (a *Actions) open(ctx context.Context, tx *db.Store, id string, version *int, others ...model.CollectivityID) (*change, error) {
	row, err := subscription(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if err := lock(ctx, tx, append(others, row.SubscriberID)...); err != nil {
		return nil, err
	}
	if row, err = subscription(ctx, tx, id); err != nil { // somebody may have held the lock, and changed it
		return nil, err
	}
	c := &change{tx: tx, today: model.Today(a.Now()), row: row}
	if version != nil && *version != row.Version {
		c.faults.Add("", model.Conflict("version", "the subscription is at version %d, not %d: somebody changed it, read it again", row.Version, *version))
	}
	return c, nil
}

// lock keeps other writers of these subscribers' subscriptions waiting, always in the same order.
func lock(ctx context.Context, tx *db.Store, subscribers ...model.CollectivityID) error {
	slices.Sort(subscribers)
	for _, id := range slices.Compact(subscribers) {
		if err := tx.Lock(ctx, fmt.Sprint("subscriber ", int64(id))); err != nil {
			return err
		}
	}
	return nil
}

// rights keeps the coverage true while who has a right through the subscriptions of these bodies to these offers changes.
func rights(ctx context.Context, tx *db.Store, subscribers []model.CollectivityID, offers []model.OfferID, write func() error) error {
	communes, err := tx.CommunesUnder(ctx, subscribers)
	if err != nil {
		return err
	}
	if err := tx.Uncover(ctx, communes, offers); err != nil {
		return err
	}
	if err := write(); err != nil {
		return err
	}
	return tx.Cover(ctx, communes, offers)
}

func subscription(ctx context.Context, tx *db.Store, id string) (*model.Subscription, error) {
	key, _ := model.ParseID(id)
	of, _ := key.(model.SubscriptionID) // an identifier of something else is that of no subscription
	rows, err := tx.Subscriptions(ctx, []model.SubscriptionID{of}, db.All)
	if err != nil {
		return nil, err
	}
	if rows[0] == nil {
		return nil, model.NotFound("subscription", "there is no such subscription: give an identifier that subscriptions returned")
	}
	return rows[0], nil
}
