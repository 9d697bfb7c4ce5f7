package actions

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"maillage/db"
	"maillage/demo"
	"maillage/model"
)

// LoadDemo fills the graph with the demonstration, once, in one transaction. It tells whether there was anything to do.
func (a *Actions) LoadDemo(ctx context.Context) (loaded bool, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "demo"); err != nil {
			return err
		}
		if there, err := tx.HasDemo(ctx); err != nil || there {
			return err
		}
		facts, err := demoFacts(ctx, tx)
		if err != nil {
			return err
		}
		loaded = true
		communes, err := tx.CommunesAround(ctx, facts.Region.Base().ID)
		if err != nil {
			return err
		}
		if err := writeCatalogue(ctx, tx); err != nil {
			return err
		}
		offers, err := tx.OfferIDs(ctx)
		if err != nil {
			return err
		}
		catalogue := slices.Collect(maps.Values(offers))
		if err := tx.Uncover(ctx, communes, catalogue); err != nil {
			return err
		}
		for _, b := range demo.PublicBodies(facts) {
			if err := tx.InsertPublicBody(ctx, &b); err != nil {
				return err
			}
		}
		if err := writeSubscriptions(ctx, tx, demo.Subscriptions(facts)); err != nil {
			return err
		}
		if err := writeReferents(ctx, tx, append(demo.Referents(facts), demo.Correspondents(facts)...)); err != nil {
			return err
		}
		if err := writeProximity(ctx, tx, facts); err != nil {
			return err
		}
		if err := writeVotes(ctx, tx, facts); err != nil {
			return err
		}
		if err := writeRules(ctx, tx); err != nil {
			return err
		}
		if err := writeUsage(ctx, tx, facts, model.Today(a.Now())); err != nil {
			return err
		}
		if err := writeEvaluation(ctx, tx); err != nil {
			return err
		}
		return tx.Cover(ctx, communes, catalogue)
	})
	return loaded, err
}

func demoFacts(ctx context.Context, tx *db.Store) (f demo.Facts, err error) {
	region, err := tx.RegionByCode(ctx, demo.Region, db.All)
	if err != nil {
		return f, err
	}
	if region == nil {
		return f, fmt.Errorf("the demonstration lies in region %s, which is not in the graph: load the national data first", demo.Region)
	}
	f.Region = demo.Body{Collectivity: region}
	departments, err := tx.DepartmentsIn(ctx, []model.CollectivityID{region.ID}, db.All)
	if err != nil {
		return f, err
	}
	for _, d := range departments[0] {
		f.Departments = append(f.Departments, demo.Body{Collectivity: d})
	}
	f.Communes, err = tx.CommunesOfRegion(ctx, region.ID)
	if err != nil {
		return f, err
	}
	epcis, members, err := tx.EPCIOfRegion(ctx, region.ID)
	if err != nil {
		return f, err
	}
	for i, e := range epcis {
		f.EPCI = append(f.EPCI, demo.Body{Collectivity: e, Members: members[i]})
	}
	return f, nil
}

func writeCatalogue(ctx context.Context, tx *db.Store) error {
	families, bundle, services := demo.Catalogue()
	category := map[string]int{}
	for _, f := range families {
		row := &model.ServiceCategory{Code: f.Code, Name: f.Name}
		if err := tx.Insert(ctx, row); err != nil {
			return err
		}
		category[f.Code] = row.ID
	}
	if err := tx.Insert(ctx, &bundle); err != nil {
		return err
	}
	id := map[string]model.OfferID{}
	for _, s := range services {
		family := category[s.Category]
		row := &model.OfferTerms{Kind: model.OfferService, Code: s.Code, Name: s.Name, Description: s.Description, CategoryID: &family, AvailableFrom: bundle.AvailableFrom, Demo: true}
		if s.Bundled != nil && *s.Bundled > row.AvailableFrom {
			row.AvailableFrom = *s.Bundled
		}
		if err := tx.Insert(ctx, row); err != nil {
			return err
		}
		id[s.Code] = row.ID
		contents := []model.OfferContent{{OfferID: row.ID, ServiceID: row.ID, ValidFrom: row.AvailableFrom}}
		if s.Bundled != nil {
			contents = append(contents, model.OfferContent{OfferID: bundle.ID, ServiceID: row.ID, ValidFrom: *s.Bundled})
		}
		if err := tx.Insert(ctx, &contents); err != nil {
			return err
		}
		for i := range s.Indicators {
			s.Indicators[i].ServiceID = row.ID
		}
		if err := tx.Insert(ctx, &s.Indicators); err != nil {
			return err
		}
	}
	for _, s := range services {
		for _, code := range s.Requires {
			if err := tx.Insert(ctx, &model.ServiceRequirement{ServiceID: id[s.Code], RequiredID: id[code]}); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeSubscriptions(ctx context.Context, tx *db.Store, list []demo.Taken) error {
	offers, err := tx.OfferIDs(ctx)
	if err != nil {
		return err
	}
	rows := make([]*model.Subscription, len(list))
	for i := range list {
		rows[i] = &list[i].Subscription
		rows[i].OfferID = offers[list[i].Offer]
	}
	if err := tx.Insert(ctx, &rows); err != nil {
		return err
	}
	var out []model.Exclusion
	for _, t := range list {
		for _, x := range t.Exclusions {
			x.SubscriptionID = t.ID
			out = append(out, x)
		}
	}
	return tx.Insert(ctx, &out)
}

func writeReferents(ctx context.Context, tx *db.Store, list []demo.Referent) error {
	persons := make([]*model.Person, len(list))
	for i, r := range list {
		persons[i] = &model.Person{FullName: r.Name, Email: r.Email, Demo: true}
	}
	if err := tx.Insert(ctx, &persons); err != nil {
		return err
	}
	mandates := make([]*model.Mandate, len(list))
	for i := range list {
		list[i].Mandate.PersonID = persons[i].ID
		mandates[i] = &list[i].Mandate
	}
	return tx.Insert(ctx, &mandates)
}
