package actions

import (
	"context"
	"strings"

	"maillage/db"
	"maillage/model"
)

// DesignateReferent gives an EPCI its référent. There may be several at a time.
func (a *Actions) DesignateReferent(ctx context.Context, in model.DesignateReferentInput, who *model.Viewer) (*model.Mandate, error) {
	return a.giveMandate(ctx, &model.Mandate{Role: model.MandateRoleReferent, Since: in.Since}, "epci", in.EPCI, nil, in.Person, who)
}

// NameCorrespondent names whom the syndicate writes to.
func (a *Actions) NameCorrespondent(ctx context.Context, in model.NameCorrespondentInput, who *model.Viewer) (*model.Mandate, error) {
	return a.giveMandate(ctx, &model.Mandate{Role: model.MandateRoleCorrespondent, Since: in.Since}, "collectivity", in.Collectivity, in.Service, in.Person, who)
}

// GiveMandate enters a delegate or a finance officer.
func (a *Actions) GiveMandate(ctx context.Context, in model.GiveMandateInput, who *model.Viewer) (*model.Mandate, error) {
	return a.giveMandate(ctx, &model.Mandate{Role: in.Role, Since: in.Since}, "collectivity", in.Collectivity, nil, in.Person, who)
}

func (a *Actions) giveMandate(ctx context.Context, m *model.Mandate, path, code string, service *string, in *model.PersonInput, who *model.Viewer) (*model.Mandate, error) {
	person := &model.Person{FullName: model.Trim(in.FullName), Email: in.Email, Phone: in.Phone}
	var faults model.Errors
	checkPerson(&faults, person)
	if path == "collectivity" && (m.Role == model.MandateRoleReferent) {
		faults.Add("", model.Invalid("role", "a référent is designated with designateReferent: give DELEGATE or FINANCE_OFFICER"))
	}
	err := a.DB.InTx(ctx, func(tx *db.Store) error {
		body, _, err := within(ctx, tx, who, path, code, m.Since)
		if err := collect(&faults, err); err != nil {
			return err
		}
		if body != nil {
			m.CollectivityID = body.ID
			faults.Add("", checkLife("since", body, m.Since))
			if m.Role == model.MandateRoleReferent && body.Kind != model.CollectivityKindEPCI {
				faults.Add("", model.Invalid("epci", "%s is no EPCI: a référent is that of an EPCI", body.Name))
			}
		}
		if m.ServiceID, err = serviceOf(ctx, tx, "service", service); collect(&faults, err) != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		if err := tx.Insert(ctx, person); err != nil {
			return err
		}
		m.PersonID = person.ID
		return tx.Insert(ctx, m)
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}

func checkPerson(faults *model.Errors, p *model.Person) {
	faults.Add("", model.CheckLine("person.fullName", "name", p.FullName))
	if p.FullName == model.Anonymous {
		faults.Add("", model.Invalid("person.fullName", "this is the name of those who were forgotten: give a name"))
	}
	if p.Email != nil {
		faults.Add("", model.CheckLine("person.email", "address", *p.Email))
		if name, host, ok := strings.Cut(*p.Email, "@"); !ok || name == "" || !strings.Contains(host, ".") || strings.ContainsAny(*p.Email, " ,;<>") {
			faults.Add("", model.Invalid("person.email", "%q is no address: write name@host.fr", *p.Email))
		}
	}
	if p.Phone != nil {
		faults.Add("", model.CheckLine("person.phone", "number", *p.Phone))
		if strings.Trim(*p.Phone, "+0123456789 .()-") != "" || !strings.ContainsAny(*p.Phone, "0123456789") {
			faults.Add("", model.Invalid("person.phone", "%q is no telephone number: write its digits", *p.Phone))
		}
	}
}

// EndMandate ends a mandate that goes on.
func (a *Actions) EndMandate(ctx context.Context, in model.EndMandateInput, who *model.Viewer) (row *model.Mandate, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "mandates"); err != nil {
			return err
		}
		m, err := mandate(ctx, tx, "mandate", in.Mandate)
		if err != nil {
			return err
		}
		epcis, err := tx.EPCIAround(ctx, []model.CollectivityID{m.CollectivityID}, model.Today(a.Now()))
		switch {
		case err != nil:
			return err
		case !who.Reaches(epcis[0]) || who.EPCI != 0 && m.Role != model.MandateRoleCorrespondent:
			return model.NotFound("mandate", "there is no such mandate of a correspondent within reach: ask the syndicate to end others")
		case m.Until != nil:
			return model.Conflict("mandate", "it ends on %s already", m.Until)
		case in.Until <= m.Since:
			return model.Invalid("until", "%s is not after %s, when it began: until is the first day out", in.Until, m.Since)
		}
		m.Until, row = &in.Until, m
		return tx.Change(ctx, m)
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}
