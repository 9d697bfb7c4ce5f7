package resolvers

import (
	"context"
	"fmt"

	"maillage/contribution"
	"maillage/model"
)

func deref[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

func tables(objs []*model.ContributionRule) ([][]*model.RuleTableRow, error) {
	out := make([][]*model.RuleTableRow, len(objs))
	for i, o := range objs {
		rule, err := contribution.Decode(o.Content)
		if err != nil {
			return nil, fmt.Errorf("rule %s version %d as it is kept: %w", o.Code, o.Version, err)
		}
		out[i] = contribution.Table(rule)
	}
	return out, nil
}

// mostBases is how many bases one request may ask of a scale.
const mostBases = 10_000

func evaluate(in model.ScaleInput, bases []*model.Decimal) (*model.ScaleEvaluation, error) {
	var faults model.Errors
	if len(bases) > mostBases {
		faults.Add("", model.Invalid("bases", "there are %d bases: ask for at most %d at a time", len(bases), mostBases))
	}
	scale, err := contribution.NewScale(&in)
	faults.AddAll(err)
	points := make([]*model.ScalePoint, 0, len(bases))
	for i := 0; faults == nil && i < len(bases); i++ {
		p, err := scale.Point(*bases[i])
		faults.Add(fmt.Sprintf("bases.%d", i), err)
		points = append(points, p)
	}
	told, err := userErrors(faults.Err())
	if len(told) > 0 {
		points = []*model.ScalePoint{}
	}
	return &model.ScaleEvaluation{Points: points, Errors: told}, err
}

// bodiesOf reads the bodies of pages of keys, all pages in one statement.
func bodiesOf(ctx context.Context, r *Resolver, pages []*model.Connection[model.CollectivityID]) ([]*model.CollectivityConnection, error) {
	var ids []model.CollectivityID
	for _, p := range pages {
		ids = append(ids, p.Nodes...)
	}
	bodies, err := r.DB.Collectivities(ctx, ids, r.fields(ctx).Objects())
	if err != nil {
		return nil, err
	}
	out := make([]*model.CollectivityConnection, len(pages))
	for i, p := range pages {
		page := &model.CollectivityConnection{Nodes: bodies[:len(p.Nodes):len(p.Nodes)], Total: p.Total, PageInfo: p.PageInfo}
		bodies = bodies[len(p.Nodes):]
		for j, e := range p.Edges {
			page.Edges = append(page.Edges, &model.CollectivityEdge{Cursor: e.Cursor, Node: page.Nodes[j]})
		}
		out[i] = page
	}
	return out, nil
}
