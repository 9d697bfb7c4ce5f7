package actions_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"maillage/actions"
	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

var (
	raceRounds = flag.Int("race", 20, "rounds of the race for one subscription")
	onceRounds = flag.Int("once", 5, "rounds of calls with one idempotency key")
)

func number(t *testing.T, s *db.Store, statement string) (n int) {
	t.Helper()
	if err := s.QueryRowContext(context.Background(), statement).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// rounds are what is subscribed to in each round: the bundle, by another EPCI that has nothing yet; once all have, for another twenty days.
func rounds(t *testing.T, s *db.Store) func(round int) model.SubscribeInput {
	bundle := "BOUQUET"
	free := strings.Split(scalar[string](t, s, `select string_agg(code, ' ' order by code) from collectivities c where kind = 'EPCI' and valid_from <= '2026-01-01' and valid_to is null
		and not exists (select from subscriptions where subscriber_id = c.id)`), " ")
	return func(round int) model.SubscribeInput {
		from := day(t, "2026-01-01") + model.Date(20*(round/len(free)))
		to := from + 20
		return model.SubscribeInput{Subscriber: free[round%len(free)], Offer: &model.OfferInput{Bundle: &bundle}, Scope: model.SubscriptionScopeOwnAndMembers, StartsOn: from, EndsOn: &to}
	}
}

// Eight writers race for one subscription, round after round, each of another EPCI: each round has one winner, and seven who are told so. Meanwhile two
// others change rights of their own, which touch the same coverage.
func TestSubscribeRace(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	a := &actions.Actions{DB: s, Now: dbtest.Now}
	before := number(t, s, "select count(*) from subscriptions")
	input := rounds(t, s)
	began := time.Now()
	for round := range *raceRounds {
		in := input(round)
		won, lost := make(chan model.SubscriptionID, 8), make(chan error, 8)
		start := make(chan struct{})
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				<-start
				row, err := a.Subscribe(ctx, in, "race")
				if err != nil {
					lost <- err
				} else {
					won <- row.ID
				}
			})
		}
		close(start)
		all.Wait()
		close(lost)
		if len(won) != 1 {
			t.Errorf("round %d has %d winners", round, len(won))
		}
		for err := range lost {
			var faults model.Errors
			if !errors.As(err, &faults) || faults[0].Code != model.CodeConflict || faults[0].Path != "startsOn" {
				t.Fatalf("round %d: a loser is told %v", round, err)
			}
		}
	}
	t.Logf("%d rounds of 8 writers in %s", *raceRounds, time.Since(began).Round(time.Millisecond))
	if n := number(t, s, "select count(*) from subscriptions"); n != before+*raceRounds {
		t.Errorf("%d rounds made %d subscriptions", *raceRounds, n-before)
	}
	if n := number(t, s, `select count(*) from subscriptions a join subscriptions b on a.id < b.id and a.subscriber_id = b.subscriber_id and a.offer_id = b.offer_id
		and daterange(a.starts_on, a.ends_on) && daterange(b.starts_on, b.ends_on)`); n != 0 {
		t.Errorf("%d pairs overlap", n)
	}
	if n := number(t, s, "select count(*) from events where verb = 'SUBSCRIBED'"); n != *raceRounds {
		t.Errorf("%d subscriptions are on record", n)
	}
	coverIsTrue(t, s)
}

// 64 callers with one key: one effect, and the same answer for all of them; the key with another input is refused.
func TestOnce(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	a := &actions.Actions{DB: s, Now: dbtest.Now}
	before := number(t, s, "select count(*) from subscriptions")
	input := rounds(t, s)
	began := time.Now()
	for round := range *onceRounds {
		in, key := input(round), fmt.Sprint("round ", round)
		call := func(in model.SubscribeInput) (*model.Subscription, error) {
			return actions.Once(ctx, a, &key, "once", "subscribe", in, func(a *actions.Actions) (*model.Subscription, error) { return a.Subscribe(ctx, in, "once") })
		}
		answers := make([]*model.Subscription, 64)
		start := make(chan struct{})
		var all sync.WaitGroup
		for i := range answers {
			all.Go(func() {
				<-start
				var err error
				if answers[i], err = call(in); err != nil {
					t.Errorf("round %d: %v", round, err)
				}
			})
		}
		close(start)
		all.Wait()
		if t.Failed() {
			return
		}
		for _, other := range answers[1:] {
			if other.ID != answers[0].ID || other.Version != answers[0].Version || *other.EndsOn != *answers[0].EndsOn {
				t.Fatalf("round %d: the answers are %+v and %+v", round, answers[0], other)
			}
		}
		in.Scope = model.SubscriptionScopeOwn
		var fault *model.Error
		if _, err := call(in); !errors.As(err, &fault) || fault.Code != model.CodeConflict || fault.Path != "@idempotent.key" {
			t.Fatalf("round %d: another input under the key: %v", round, err)
		}
	}
	key := "round 0"
	var taken *model.Error
	if _, err := actions.Once(ctx, a, &key, "another", "subscribe", input(0), func(a *actions.Actions) (*model.Subscription, error) {
		return nil, errors.New("it is done again")
	}); !errors.As(err, &taken) || taken.Code != model.CodeConflict {
		t.Errorf("another client with the same key: %v", err)
	}
	t.Logf("%d rounds of 64 calls in %s", *onceRounds, time.Since(began).Round(time.Millisecond))
	if n := number(t, s, "select count(*) from subscriptions"); n != before+*onceRounds {
		t.Errorf("%d rounds made %d subscriptions", *onceRounds, n-before)
	}
	if n := number(t, s, "select count(*) from idempotency_keys"); n != *onceRounds {
		t.Errorf("%d keys are kept", n)
	}
}

// Rights of neighbours change at the same time: they touch the same figures of coverage, and wait for each other only.
func TestNeighboursDoNotDeadlock(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	a := &actions.Actions{DB: s, Now: dbtest.Now}
	service := "DPO"
	var all sync.WaitGroup
	for _, code := range []string{"56009", "56114", "56152", "56241", "56069", "22113", "35238", "29003"} {
		all.Go(func() {
			for year := 2030; year < 2033; year++ {
				from, to := model.NewDate(year, 1, 1), model.NewDate(year+1, 1, 1)
				in := model.SubscribeInput{Subscriber: code, Offer: &model.OfferInput{Service: &service}, Scope: model.SubscriptionScopeOwn, StartsOn: from, EndsOn: &to}
				var faults model.Errors
				if _, err := a.Subscribe(ctx, in, "neighbour"); err != nil && !errors.As(err, &faults) {
					t.Errorf("%s in %d: %v", code, year, err)
				}
			}
		})
	}
	all.Wait()
	coverIsTrue(t, s)
}

// coverIsTrue holds what was kept change by change against what is made anew.
func coverIsTrue(t *testing.T, s *db.Store) {
	t.Helper()
	const sum = "select count(*) from coverage_changes where communes <> 0 or inhabitants <> 0"
	const print = "select coalesce(sum(hashtext(k::text)::bigint), 0) % 1000000007 from coverage_changes k where communes <> 0 or inhabitants <> 0"
	kept, mark := number(t, s, sum), number(t, s, print)
	if err := s.InTx(context.Background(), func(tx *db.Store) error { return tx.CoverAll(context.Background()) }); err != nil {
		t.Fatal(err)
	}
	if anew, other := number(t, s, sum), number(t, s, print); kept != anew || mark != other {
		t.Errorf("the coverage holds %d changes, made anew %d: they differ", kept, anew)
	}
}
