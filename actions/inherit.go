package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// inherit lets successors take the place of subscribers that are no more: each of their subscriptions that goes on passes to what came
// out of them, on the day they ended. One that was to begin later, or whose subscriber has no successor, stays for somebody to look at.
func (a *Actions) inherit(ctx context.Context) (passed []Transferred, err error) {
	orphans, err := a.DB.Orphans(ctx)
	if err != nil || len(orphans) == 0 {
		return nil, err
	}
	subscribers := make([]model.CollectivityID, len(orphans))
	for i, row := range orphans {
		subscribers[i] = row.SubscriberID
	}
	ended, err := a.DB.Collectivities(ctx, subscribers, db.All)
	if err != nil {
		return nil, err
	}
	successions, err := a.DB.SuccessorsOf(ctx, subscribers, db.None)
	if err != nil {
		return nil, err
	}
	for i, row := range orphans {
		on := *ended[i].Base().ValidTo
		var to []model.CollectivityID
		for _, s := range successions[i] {
			if s.On == on {
				to = append(to, s.ToID)
			}
		}
		if on <= row.StartsOn || len(to) == 0 {
			continue
		}
		heirs, err := a.DB.Collectivities(ctx, to, db.All)
		if err != nil {
			return nil, err
		}
		c := &change{tx: a.DB, today: model.Today(a.Now()), row: row}
		var list []*model.Body
		for _, h := range heirs {
			list = append(list, h.Base())
		}
		subscriptions, err := c.heirs(ctx, list, on)
		if err != nil {
			return nil, err
		}
		t, err := a.pass(ctx, c, subscriptions, on, "almanac")
		if err != nil {
			return nil, err
		}
		passed = append(passed, t)
	}
	return passed, nil
}
