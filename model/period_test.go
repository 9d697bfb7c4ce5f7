package model_test

import (
	"testing"

	"maillage/model"
)

func period(from, to model.Date) model.Period { return model.Period{From: from, To: &to} }

func since(from model.Date) model.Period { return model.Period{From: from} }

func TestPeriodContains(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		p    model.Period
		day  model.Date
		want bool
	}{
		{"eve", period(10, 20), 9, false},
		{"first day", period(10, 20), 10, true},
		{"last day", period(10, 20), 19, true},
		{"day of the end", period(10, 20), 20, false},
		{"open", since(10), 1_000_000, true},
		{"before open", since(10), 9, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.p.Contains(c.day) != c.want {
				t.Errorf("have %v", !c.want)
			}
		})
	}
}

// Two periods overlap exactly if some day lies in both: all short periods, against counting the days.
func TestPeriodOverlaps(t *testing.T) {
	t.Parallel()
	const horizon = 8
	var all []model.Period
	for from := model.Date(0); from < horizon-1; from++ {
		all = append(all, since(from))
		for to := from + 1; to < horizon; to++ {
			all = append(all, period(from, to))
		}
	}
	overlaps := 0
	for _, p := range all {
		for _, q := range all {
			want := false
			for day := model.Date(0); day < horizon; day++ {
				want = want || p.Contains(day) && q.Contains(day)
			}
			if want {
				overlaps++
			}
			if p.Overlaps(q) != want || q.Overlaps(p) != want {
				t.Errorf("%v and %v: have %v, want %v", p, q, !want, want)
			}
		}
	}
	if overlaps == 0 || overlaps == len(all)*len(all) {
		t.Errorf("%d of %d pairs overlap: the test compares nothing", overlaps, len(all)*len(all))
	}
}

func TestSubscriptionStatus(t *testing.T) {
	t.Parallel()
	start, end := day(t, "2022-01-01"), day(t, "2025-01-01")
	closed, open := &model.Subscription{StartsOn: start, EndsOn: &end}, &model.Subscription{StartsOn: start}
	for _, c := range []struct {
		s    *model.Subscription
		on   model.Date
		want model.SubscriptionStatus
	}{
		{closed, start - 1, model.SubscriptionStatusAnnounced},
		{closed, start, model.SubscriptionStatusActive},
		{closed, end - 1, model.SubscriptionStatusActive},
		{closed, end, model.SubscriptionStatusEnded},
		{open, start - 1, model.SubscriptionStatusAnnounced},
		{open, end, model.SubscriptionStatusActive},
	} {
		if have := c.s.StatusOn(c.on); have != c.want {
			t.Errorf("on %s: have %s, want %s", c.on, have, c.want)
		}
	}
}

func TestDeliberationIsWholeOrAbsent(t *testing.T) {
	t.Parallel()
	number, date := "2021-042", day(t, "2021-12-01")
	for _, s := range []*model.Subscription{{}, {DeliberationNumber: &number}, {DeliberationDate: &date}} {
		if d := s.Deliberation(); d != nil {
			t.Errorf("half a deliberation is told: %v", d)
		}
	}
	s := &model.Subscription{DeliberationNumber: &number, DeliberationDate: &date}
	if d := s.Deliberation(); d == nil || d.Number != number || d.Date != date {
		t.Errorf("have %v", d)
	}
}
