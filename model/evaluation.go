package model

// Evaluation is the policy in a territory, in a year. What several of its figures rest on is computed when it is first asked for, once.
type Evaluation struct {
	Kind  CollectivityKind
	Code  string
	Year  int
	AsOf  Date
	Known []CollectivityID // its communes on that day

	Standings func() (*Responsibility, error)
	Money     func() (*PolicyReturn, error)
}

// Responsibility is how communes stand between use and contribution.
type Responsibility struct {
	Engaged, EngagedAtNoCost, FreeRiding, Dormant, NeverUsed int
	Stakes                                                   []*Stake // by code
}

// Count counts a commune where it stands.
func (r *Responsibility) Count(s *Stake) {
	if s.Standing == nil {
		return
	}
	r.Stakes = append(r.Stakes, s)
	switch *s.Standing {
	case StandingEngaged:
		r.Engaged++
	case StandingEngagedAtNoCost:
		r.EngagedAtNoCost++
	case StandingFreeRiding:
		r.FreeRiding++
	case StandingDormant:
		r.Dormant++
	case StandingNeverUsed:
		r.NeverUsed++
	}
}

// ServiceReturn is what the use of a service brought.
type ServiceReturn struct {
	ServiceID   OfferID
	Code        string
	Units       int
	UnitBenefit *Euro
	Assumption  *string
	Benefit     *Euro
}

// Target is what an indicator is to reach.
type Target struct {
	Value            Decimal
	Objective, Owner string
}

// UnitBenefit is what a unit of use is taken to bring.
type UnitBenefit struct {
	Amount     Euro
	Assumption string
}
