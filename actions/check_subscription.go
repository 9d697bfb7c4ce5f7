package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// decided enters the decision that a subscription rests on. It may be still to come where the subscription is announced, but
// nothing takes effect before it was decided.
func decided(faults *model.Errors, s *model.Subscription, in *model.DeliberationInput) {
	if in == nil {
		return
	}
	number := model.Trim(in.Number)
	faults.Add("", model.CheckLine("deliberation.number", "number", number))
	if in.Date > s.StartsOn {
		faults.Add("", model.Invalid("deliberation.date", "the decision of %s comes after %s, when the subscription starts: check both days", in.Date, s.StartsOn))
	}
	s.DeliberationNumber, s.DeliberationDate = &number, &in.Date
}

func checkEnd(s *model.Subscription) error {
	if s.EndsOn != nil && *s.EndsOn <= s.StartsOn {
		return model.Invalid("endsOn", "%s is not after %s, when it starts: endsOn is the first day out", s.EndsOn, s.StartsOn)
	}
	return nil
}

// checkLife refuses a subscriber that does not exist on the first day. Who is there on the first day of the national data may have been
// there long before.
func checkLife(path string, who *model.Body, day model.Date) error {
	switch {
	case day < who.ValidFrom && who.ValidFrom > model.GraphBegins:
		return model.Invalid(path, "%s exists from %s on: give that day or a later one", who.Name, who.ValidFrom)
	case who.ValidTo != nil && *who.ValidTo <= day:
		return model.Invalid(path, "%s ended on %s: give its successor, or an earlier day", who.Name, who.ValidTo)
	}
	return nil
}

// checkScope refuses members to who has none.
func checkScope(path string, who *model.Body, scope model.SubscriptionScope) error {
	if scope != model.SubscriptionScopeOwn && who.Kind != model.CollectivityKindEPCI {
		return model.Invalid(path, "%s is no EPCI and has no member communes to subscribe for: give OWN", who.Name)
	}
	return nil
}

// checkOffer refuses a first day on which the offer is closed, or opens nothing.
func checkOffer(ctx context.Context, tx *db.Store, o *model.OfferTerms, s *model.Subscription) error {
	switch {
	case s.StartsOn < o.AvailableFrom:
		return model.Invalid("startsOn", "%s opens on %s: start then or later", o.Code, o.AvailableFrom)
	case o.AvailableTo != nil && *o.AvailableTo <= s.StartsOn:
		return model.Invalid("startsOn", "%s closed on %s: take another offer", o.Code, o.AvailableTo)
	}
	_, opens, err := tx.OfferContents(ctx, s.StartsOn)
	if err == nil && len(opens[o.ID]) == 0 {
		return model.Invalid("startsOn", "%s holds no service on %s: start when it does", o.Code, s.StartsOn)
	}
	return err
}

// checkBeside refuses a second subscription to the same offer at the same time, and says which is the first.
func checkBeside(ctx context.Context, tx *db.Store, path string, s *model.Subscription) error {
	other, err := tx.Beside(ctx, s)
	if err != nil || other == nil {
		return err
	}
	until := "on"
	if other.EndsOn != nil {
		until = "to " + other.EndsOn.String()
	}
	return model.Conflict(path, "the subscriber has this offer from %s %s already, by subscription %s: end that one first, or start after its end",
		other.StartsOn, until, idOf(other.ID))
}

// checkRequirements refuses services that would be of no use for want of others. Who ends before the start has no use for any: that is
// told elsewhere.
func checkRequirements(ctx context.Context, tx *db.Store, faults *model.Errors, path string, s *model.Subscription) error {
	if checkEnd(s) != nil {
		return nil
	}
	unmet, err := tx.UnmetOf(ctx, s)
	for _, u := range unmet {
		who := "the subscriber"
		if u.Members {
			who = "the members"
		}
		if u.Until != nil {
			faults.Add("", model.Invalid(path, "%s requires %s, which %s would hold until %s only: end then, or subscribe to it for longer", u.Service, u.Required, who, u.Until))
		} else {
			faults.Add("", model.Invalid(path, "%s requires %s, which %s would not hold from the first day on: subscribe to it first", u.Service, u.Required, who))
		}
	}
	return err
}

func idOf(id model.SubscriptionID) string {
	b := id.AppendGQL(nil)
	return string(b[1 : len(b)-1])
}
