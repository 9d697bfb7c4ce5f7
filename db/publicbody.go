package db

import (
	"context"

	"maillage/model"
)

// InsertPublicBody enters a public body and gives it its key.
func (s *Store) InsertPublicBody(ctx context.Context, b *model.Body) error {
	return s.tx.QueryRowContext(ctx, `insert into collectivities (kind, code, siren, name, search, nature, parent_id, valid_from, demo)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
		string(b.Kind), b.Code, b.SIREN, b.Name, Fold(b.Name), b.NatureCode, b.ParentID, b.ValidFrom, b.Demo).Scan(&b.ID)
}

// BySIRENOrCode is the body of a SIREN, else the commune of an INSEE code; nil where there is none.
func (s *Store) BySIRENOrCode(ctx context.Context, code string) (model.Collectivity, error) {
	return one(ctx, s, question{}, "c", All, func(t *text, e Edge) (reader[model.Collectivity], string) {
		code := t.given(0)
		return collectivities(t, e.Fields), "from collectivities c where c.siren = " + code + " or c.code = " + code + ` and c.kind = 'COMMUNE'
			order by c.valid_to is null desc, c.siren = ` + code + " desc, c.id limit 1"
	}, code)
}

// BySIRENsOrCodes are the bodies that these codes name, each as BySIRENOrCode finds it.
func (s *Store) BySIRENsOrCodes(ctx context.Context, codes []string) (map[string]model.Collectivity, error) {
	found := map[string]model.Collectivity{}
	_, err := every(ctx, s, question{}, "", All, func(t *text, e Edge) (reader[model.Collectivity], string) {
		r, code := collectivities(t, e.Fields), ""
		take := r.take
		return reader[model.Collectivity]{"k.code as k_code, " + r.columns, r.joins, append([]any{&code}, r.dest...), func() model.Collectivity {
				c := take()
				found[code] = c
				return c
			}}, "from (select distinct unnest(" + t.given(0) + `::text[]) as code) k cross join lateral (select * from collectivities c
			where c.siren = k.code or c.code = k.code and c.kind = 'COMMUNE' order by c.valid_to is null desc, c.siren = k.code desc, c.id limit 1) c` + r.joins
	}, texts(codes))
	return found, err
}

// PublicBodyOf is the public body of a nature that belongs to a collectivity on a day or later; nil where there is none.
func (s *Store) PublicBodyOf(ctx context.Context, parent model.CollectivityID, nature model.PublicBodyNature, from model.Date) (*model.PublicBody, error) {
	return one(ctx, s, question{}, "c", All, func(t *text, e Edge) (reader[*model.PublicBody], string) {
		return publicBodies(t, e.Fields), "from collectivities c where c.kind = 'PUBLIC_BODY' and c.parent_id = " + t.given(0) + " and c.nature = " + t.given(1) +
			" and (c.valid_to is null or c.valid_to > " + t.given(2) + ") order by c.valid_from limit 1"
	}, parent, string(nature), from)
}
