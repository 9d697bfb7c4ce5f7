package db

import (
	"context"
	"time"

	"maillage/model"
)

func dues(*text, Fields) reader[*model.Due] {
	return row("d.id, d.campaign_id, d.payer_id, d.amount, d.number", func(d *model.Due) []any {
		return []any{&d.ID, &d.CampaignID, &d.PayerID, (*int64)(&d.Amount), &d.Number}
	})
}

// DuesOf is a page of the dues of each call.
func (s *Store) DuesOf(ctx context.Context, calls []model.CampaignID, by *model.DueOrder, page model.Page, want Fields) ([]*model.DueConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, question{}, calls, e, pager[*model.Due]{page, None, dues, func(t *text, _ Edge) *listing {
		direction := model.DirectionAsc
		if by != nil && by.Direction != nil {
			direction = *by.Direction
		}
		if by == nil || by.Field != model.DueOrderFieldAmount {
			return duesByCode(t, direction)
		}
		l := duesByCode(t, model.DirectionAsc)
		byCode := l.order.keys
		l.order.keys = nil
		l.order.by("d.amount", "bigint", "amount", direction)
		l.order.keys = append(l.order.keys, byCode...)
		return l
	}})
}

// duesByCode lists the dues of a call, by the payer's code.
func duesByCode(t *text, direction model.Direction) *listing {
	l := &listing{text: t, from: "dues d", row: "d", sorted: " join collectivities c on c.id = d.payer_id", parent: "d.campaign_id", order: order{name: "due"}}
	l.order.by("c.code", `text collate "C"`, "code", direction)
	l.order.by("d.id", "bigint", "id", model.DirectionAsc)
	return l
}

// LockDue is the due of a key with its call, which nobody else changes before the transaction ends; nil where there is none.
func (s *Store) LockDue(ctx context.Context, id model.DueID) (*model.Due, *model.Campaign, error) {
	d, err := one(ctx, s, question{}, "d", None, func(t *text, e Edge) (reader[*model.Due], string) {
		return dues(t, e.Fields), "from dues d where d.id = " + t.given(0) + " for share"
	}, int64(id))
	if err != nil || d == nil {
		return nil, nil, err
	}
	c, err := s.campaign(ctx, "where k.id = $1 for update", int64(d.CampaignID))
	return d, c, err
}

// LinesOf are the lines of each due, in the order of the cases and of each computation.
func (s *Store) LinesOf(ctx context.Context, ids []model.DueID) ([][]*model.DueLine, error) {
	return lists(ctx, s, "due lines", ids, Edge{Fields: None}, func(*text, Edge) (reader[*model.DueLine], string) {
		return row("l.label, l.explanation, l.basis, l.basis_value, l.vintage, coalesce(c.rule_id, 0), coalesce(l.beneficiary_id, 0), l.amount", func(l *model.DueLine) []any {
				return []any{&l.Label, &l.Explanation, &l.Kind, &l.Value, &l.Vintage, &l.RuleID, &l.BeneficiaryID, (*int64)(&l.Amount)}
			}), `from dues d join due_lines l on l.campaign_id = d.campaign_id and l.payer_id = d.payer_id
			join contributions c on c.campaign_id = l.campaign_id and c.place = l.place where d.id = p.id order by l.place, l.position`
	}, appended)
}

// CreditNotesOf are the corrections of each due, by number.
func (s *Store) CreditNotesOf(ctx context.Context, ids []model.DueID) ([][]*model.CreditNote, error) {
	return lists(ctx, s, "credit notes", ids, Edge{Fields: None}, func(*text, Edge) (reader[*model.CreditNote], string) {
		return row("number, amount, reason, recorded_at", func(n *model.CreditNote) []any {
			return []any{&n.Number, (*int64)(&n.Amount), &n.Reason, &n.RecordedAt}
		}), "from credit_notes where due_id = p.id order by number"
	}, appended)
}

// PaymentsOf are the payments for each due, in the order they were received.
func (s *Store) PaymentsOf(ctx context.Context, ids []model.DueID) ([][]*model.Payment, error) {
	return lists(ctx, s, "payments", ids, Edge{Fields: None}, func(*text, Edge) (reader[*model.Payment], string) {
		return row("x.amount, "+days("x.received_on")+", x.reference", func(p *model.Payment) []any {
			return []any{(*int64)(&p.Amount), &p.ReceivedOn, &p.Reference}
		}), "from payments x where x.due_id = p.id order by x.received_on, x.id"
	}, appended)
}

// BalancesOf is what is left of each due: its amount less credit notes and payments.
func (s *Store) BalancesOf(ctx context.Context, ids []model.DueID) ([]model.Euro, error) {
	found := map[model.DueID]model.Euro{}
	var id model.DueID
	var left int64
	err := s.query(ctx, `select d.id, d.amount - coalesce((select sum(n.amount) from credit_notes n where n.due_id = d.id), 0)
		- coalesce((select sum(p.amount) from payments p where p.due_id = d.id), 0) from dues d where d.id = any($1)`, []any{keys(distinct(ids))}, []any{&id, &left}, func() error {
		found[id] = model.Euro(left)
		return nil
	})
	return ordered(ids, found), err
}

// OpenDues is how many issued dues of a call are not settled, and what is left of them in all.
func (s *Store) OpenDues(ctx context.Context, call model.CampaignID) (n int, left model.Euro, err error) {
	err = s.query(ctx, `select count(*), coalesce(sum(b.amount), 0)::bigint from (select d.amount - coalesce((select sum(n.amount) from credit_notes n where n.due_id = d.id), 0)
			- coalesce((select sum(p.amount) from payments p where p.due_id = d.id), 0) as amount from dues d where d.campaign_id = $1 and d.number is not null) b where b.amount <> 0`,
		[]any{int64(call)}, []any{&n, (*int64)(&left)}, func() error { return nil })
	return n, left, err
}

// NumberDues numbers the dues of a call that are not below its minimum, by the payers' codes, without a gap.
func (s *Store) NumberDues(ctx context.Context, c *model.Campaign) error {
	_, err := s.ExecContext(ctx, `update dues d set number = n.number from (
		select d.id, row_number() over (order by c.code collate "C", c.id) as number from dues d join collectivities c on c.id = d.payer_id
		where d.campaign_id = ? and d.amount >= ?) n where n.id = d.id`, c.ID, int64(c.Minimum))
	return explain(err)
}

// AddPayment records a payment.
func (s *Store) AddPayment(ctx context.Context, due model.DueID, p model.Payment, by string, at time.Time) error {
	_, err := s.ExecContext(ctx, "insert into payments (due_id, amount, received_on, reference, recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?)",
		due, int64(p.Amount), p.ReceivedOn, p.Reference, by, at)
	return explain(err)
}

// AddCreditNote records a correction under the next number.
func (s *Store) AddCreditNote(ctx context.Context, due model.DueID, amount model.Euro, reason, by string, at time.Time) error {
	_, err := s.ExecContext(ctx, `insert into credit_notes (due_id, number, amount, reason, recorded_by, recorded_at)
		select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? from credit_notes where due_id = ?`, due, int64(amount), reason, by, at, due)
	return explain(err)
}

// DueRows are the dues of a call with what became of them, by the payer's code.
func (s *Store) DueRows(ctx context.Context, call model.CampaignID) (list []*model.DueRow, err error) {
	var r model.DueRow
	err = s.query(ctx, `select d.number, d.payer_id, c.code, coalesce(c.siren, ''), c.name, d.amount,
			coalesce((select sum(n.amount) from credit_notes n where n.due_id = d.id), 0)::bigint, coalesce((select sum(p.amount) from payments p where p.due_id = d.id), 0)::bigint,
			(select max(`+days("i.due_on")+`) from instalments i where i.campaign_id = d.campaign_id and d.number is not null),
			(select json_agg(json_build_object('libelle', l.label, 'explication', l.explanation, 'montant', to_char(l.amount / 100.0, 'FM999999999999990.00')) order by l.place, l.position)
				from due_lines l where l.campaign_id = d.campaign_id and l.payer_id = d.payer_id)
		from dues d join collectivities c on c.id = d.payer_id where d.campaign_id = $1 order by c.code collate "C", d.id`, []any{int64(call)},
		[]any{&r.Number, &r.PayerID, &r.Code, &r.SIREN, &r.Name, (*int64)(&r.Amount), (*int64)(&r.Credited), (*int64)(&r.Paid), &r.LastDueOn, (*[]byte)(&r.Lines)}, func() error {
			row := r
			list = append(list, &row)
			return nil
		})
	return list, err
}

// DuesOfPayer are what the payer of a code owes in each call, nil where it owes nothing.
func (s *Store) DuesOfPayer(ctx context.Context, calls []model.CampaignID, code string) ([]*model.Due, error) {
	all, err := every(ctx, s, question{}, "", None, func(t *text, e Edge) (reader[*model.Due], string) {
		return dues(t, e.Fields), "from dues d join collectivities c on c.id = d.payer_id where d.campaign_id = any(" + t.given(0) + ") and (c.siren = " + t.given(1) + " or c.code = " + t.given(1) + ")"
	}, keys(distinct(calls)), code)
	found := map[model.CampaignID]*model.Due{}
	for _, d := range all {
		found[d.CampaignID] = d
	}
	return ordered(calls, found), err
}

// DueOfPayer is what a payer owes in a call, nil where it owes nothing.
func (s *Store) DueOfPayer(ctx context.Context, call model.CampaignID, payer model.CollectivityID) (*model.Due, error) {
	return one(ctx, s, question{}, "d", None, func(t *text, e Edge) (reader[*model.Due], string) {
		return dues(t, e.Fields), "from dues d where d.campaign_id = " + t.given(0) + " and d.payer_id = " + t.given(1)
	}, int64(call), int64(payer))
}
