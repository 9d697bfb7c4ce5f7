package model

// Stake is what a commune costs in a year, who pays, and what it uses. PayerID is 0 where nothing is subscribed to for it.
type Stake struct {
	CommuneID          CollectivityID
	Code               string
	Year               int
	Basis              StakeBasis
	Imputed            Euro
	Standalone         *Euro
	Paid, Rebilled     Euro
	PayerID            CollectivityID
	Standing           *Standing
	Usage              int
	UsagePerInhabitant *Decimal
	Stratum            *StakeStratum
}

// Avoided is what it would have paid alone less what it bears.
func (s *Stake) Avoided() *Euro {
	if s.Standalone == nil {
		return nil
	}
	avoided := *s.Standalone - s.Paid - s.Rebilled
	return &avoided
}

// ServiceStake is what a commune costs for one service.
type ServiceStake struct {
	ServiceID  OfferID
	Code       string
	Imputed    Euro
	Standalone *Euro
	Usage      int
	Stage      *JourneyStage
}

// Stand is where a commune stands with all services together on a day.
type Stand int

// The stands, in the order in which one is taken for all services together.
const (
	StandActive Stand = 1 + iota
	StandDormant
	StandNever
	StandNew
)
