package actions

import (
	"context"
	"encoding/json"

	"maillage/db"
	"maillage/model"
)

// The record tells what was there before and after a change in the words of the schema. Of a correspondent it holds the
// mandate's identifier only: a name can then still be forgotten, though no event ever is.
type (
	keptSubscription struct {
		Scope              model.SubscriptionScope `json:"scope"`
		StartsOn           model.Date              `json:"startsOn"`
		EndsOn             *model.Date             `json:"endsOn"`
		RequiresAcceptance bool                    `json:"requiresAcceptance"`
		TerminatedOn       *model.Date             `json:"terminatedOn"`
		Deliberation       *keptDeliberation       `json:"deliberation"`
		Suspensions        []keptPeriod            `json:"suspensions"`
		Version            int                     `json:"version"`
	}
	keptDeliberation struct {
		Number string     `json:"number"`
		Date   model.Date `json:"date"`
	}
	keptPeriod struct {
		StartsOn model.Date  `json:"startsOn"`
		EndsOn   *model.Date `json:"endsOn"`
		Reason   string      `json:"reason"`
	}
	keptMember struct {
		Acceptances []keptAcceptance `json:"acceptances"`
		Exclusions  []keptPeriod     `json:"exclusions"`
	}
	keptAcceptance struct {
		Kind          model.AgreementKind `json:"kind"`
		SignedOn      model.Date          `json:"signedOn"`
		StartsOn      model.Date          `json:"startsOn"`
		EndsOn        *model.Date         `json:"endsOn"`
		Correspondent json.RawMessage     `json:"correspondent"`
	}
)

// snapshot is a subscription as the record keeps it.
func snapshot(ctx context.Context, tx *db.Store, s *model.Subscription) (json.RawMessage, error) {
	kept := keptSubscription{Scope: s.Scope, StartsOn: s.StartsOn, EndsOn: s.EndsOn, RequiresAcceptance: s.RequiresAcceptance, TerminatedOn: s.TerminatedOn,
		Suspensions: []keptPeriod{}, Version: s.Version}
	if d := s.Deliberation(); d != nil {
		kept.Deliberation = &keptDeliberation{d.Number, d.Date}
	}
	suspensions, err := tx.SuspensionsOf(ctx, []model.SubscriptionID{s.ID})
	if err != nil {
		return nil, err
	}
	for _, u := range suspensions[0] {
		kept.Suspensions = append(kept.Suspensions, keptPeriod{u.StartsOn, u.EndsOn, u.Reason})
	}
	return json.Marshal(kept)
}

// kept is a member's way through a subscription as the record keeps it.
func (m *member) kept() (json.RawMessage, error) {
	kept := keptMember{Acceptances: []keptAcceptance{}, Exclusions: []keptPeriod{}}
	for _, x := range m.accepted {
		kept.Acceptances = append(kept.Acceptances, keptAcceptance{x.Agreement, x.SignedOn, x.StartsOn, x.EndsOn, x.CorrespondentID.AppendGQL(nil)})
	}
	for _, x := range m.absent {
		kept.Exclusions = append(kept.Exclusions, keptPeriod{x.StartsOn, x.EndsOn, string(x.Reason)})
	}
	return json.Marshal(kept)
}

// record puts a change of a subscription on record, and gives the subscription as it stands now.
func (a *Actions) record(ctx context.Context, tx *db.Store, verb model.EventVerb, by string, id model.SubscriptionID, before json.RawMessage) (*model.Subscription, error) {
	rows, err := tx.Subscriptions(ctx, []model.SubscriptionID{id}, db.All)
	if err != nil {
		return nil, err
	}
	after, err := snapshot(ctx, tx, rows[0])
	if err != nil {
		return nil, err
	}
	return rows[0], tx.Record(ctx, a.event(verb, by, rows[0], rows[0].SubscriberID, before, after))
}

func (a *Actions) event(verb model.EventVerb, by string, s *model.Subscription, about model.CollectivityID, before, after json.RawMessage) *model.Event {
	return &model.Event{HappenedAt: a.Now().UTC(), Actor: by, Verb: verb, SubscriptionID: s.ID, CollectivityID: about, Former: before, Latter: after}
}
