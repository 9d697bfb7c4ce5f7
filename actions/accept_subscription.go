package actions

import (
	"context"

	"maillage/model"
)

// AcceptSubscription is a member that signs, names its correspondent, and starts. What it declined before ends then.
func (a *Actions) AcceptSubscription(ctx context.Context, in model.AcceptSubscriptionInput, by string) (*model.Subscription, error) {
	name := model.Trim(in.Correspondent)
	var from model.Date
	since := func(s *model.Subscription) (string, model.Date) {
		if in.ActiveFrom != nil {
			from = *in.ActiveFrom
			return "activeFrom", from
		}
		from = max(in.Agreement.SignedOn, s.StartsOn)
		return "agreement.signedOn", from
	}
	return a.onMember(ctx, named{in.Subscription, "beneficiary", in.Beneficiary}, model.EventVerbAccepted, by, since, func(m *member) error {
		m.faults.Add("", model.CheckLine("correspondent", "name", name))
		if in.Agreement.SignedOn > m.today {
			m.faults.Add("", model.Invalid("agreement.signedOn", "%s is in the future: enter the agreement once it is signed", in.Agreement.SignedOn))
		}
		if in.ActiveFrom != nil && from < in.Agreement.SignedOn {
			m.faults.Add("", model.Invalid("activeFrom", "%s is before the signature of %s: start on that day or later", from, in.Agreement.SignedOn))
		}
		for _, x := range m.accepted {
			if x.EndsOn == nil || from < *x.EndsOn {
				return model.Conflict("beneficiary", "%s accepted already, on %s: it has to decline first", m.body.Name, x.SignedOn)
			}
		}
		if m.body != nil {
			if x := m.out(from); x != nil && x.Reason == model.ExclusionReasonExcluded {
				return model.Conflict("beneficiary", "the subscriber left %s out on %s: take it in first with includeMember", m.body.Name, x.StartsOn)
			}
		}
		return nil
	}, func(m *member) error {
		if err := m.comeBack(ctx, model.ExclusionReasonDeclined, from); err != nil {
			return err
		}
		correspondent, err := m.name(ctx, name, in.Agreement.SignedOn)
		if err != nil {
			return err
		}
		return m.tx.Insert(ctx, &model.Acceptance{SubscriptionID: m.row.ID, CollectivityID: m.body.ID, Agreement: in.Agreement.Kind, SignedOn: in.Agreement.SignedOn,
			StartsOn: from, CorrespondentID: correspondent})
	})
}

// name finds the correspondent's mandate, or enters the person and the mandate.
func (m *member) name(ctx context.Context, name string, since model.Date) (model.MandateID, error) {
	known, err := m.tx.CorrespondentOf(ctx, m.body.ID, name, since)
	if err != nil {
		return 0, err
	}
	if known != nil {
		return known.ID, nil
	}
	person := &model.Person{FullName: name}
	if err := m.tx.Insert(ctx, person); err != nil {
		return 0, err
	}
	mandate := &model.Mandate{PersonID: person.ID, CollectivityID: m.body.ID, Role: model.MandateRoleCorrespondent, Since: since}
	err = m.tx.Insert(ctx, mandate)
	return mandate.ID, err
}
