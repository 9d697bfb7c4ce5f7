package model_test

import (
	"testing"

	"maillage/model"
)

func TestQuorum(t *testing.T) {
	t.Parallel()
	const first, second = model.ConvocationFirst, model.ConvocationSecond
	for name, c := range map[string]struct {
		q        model.Quorum
		required int
		reached  bool
	}{
		"half of an even number is not more than half": {model.Quorum{Convocation: first, InOffice: 92, Present: 46}, 47, false},
		"one more":                                   {model.Quorum{Convocation: first, InOffice: 92, Present: 47}, 47, true},
		"represented do not count":                   {model.Quorum{Convocation: first, InOffice: 92, Present: 46, Represented: 46}, 47, false},
		"less than half of an odd number":            {model.Quorum{Convocation: first, InOffice: 91, Present: 45}, 46, false},
		"more than half of an odd number":            {model.Quorum{Convocation: first, InOffice: 91, Present: 46}, 46, true},
		"nobody at a first convocation":              {model.Quorum{Convocation: first}, 1, false},
		"one at a second convocation":                {model.Quorum{Convocation: second, InOffice: 92, Present: 1}, 0, true},
		"the absent are those neither one nor other": {model.Quorum{Convocation: first, InOffice: 3, Present: 2, Represented: 1}, 2, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.q.Required() != c.required || c.q.Reached() != c.reached || c.q.Absent() != c.q.InOffice-c.q.Present-c.q.Represented {
				t.Errorf("%s: reached is %v", &c.q, c.q.Reached())
			}
		})
	}
}

func TestResult(t *testing.T) {
	t.Parallel()
	enough, few := model.Quorum{Convocation: model.ConvocationFirst, InOffice: 3, Present: 2}, model.Quorum{Convocation: model.ConvocationFirst, InOffice: 3, Present: 1}
	for name, c := range map[string]struct {
		b    model.Ballot
		want model.BallotResult
	}{
		"more for":                      {model.Ballot{Quorum: enough, Tally: model.Tally{For: 301, Against: 300}}, model.BallotResultCarried},
		"as many":                       {model.Ballot{Quorum: enough, Tally: model.Tally{For: 300, Against: 300}}, model.BallotResultRejected},
		"abstentions are not cast":      {model.Ballot{Quorum: enough, Tally: model.Tally{For: 2, Against: 1, Abstained: 700}}, model.BallotResultCarried},
		"nobody cast a voice":           {model.Ballot{Quorum: enough, Tally: model.Tally{Abstained: 769}}, model.BallotResultRejected},
		"all for, but too few are here": {model.Ballot{Quorum: few, Tally: model.Tally{For: 769}}, model.BallotResultWithoutQuorum},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if have := c.b.Result(); have != c.want {
				t.Errorf("have %s, want %s", have, c.want)
			}
		})
	}
}
