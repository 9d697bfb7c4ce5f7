package model

// Adoption is who makes use of what they are entitled to: communes over all services, and for each service.
type Adoption struct {
	Uptake
	ByService []*ServiceAdoption
}

// ServiceAdoption is the same for one service.
type ServiceAdoption struct {
	Uptake
	ServiceID            OfferID
	MedianDaysToFirstUse *int
}

// Uptake are numbers of communes: those entitled, and where they stand.
type Uptake struct{ Entitled, Active, Dormant, NeverUsed, NewlyEntitled int }

// Journey is the way of a commune into a service up to a day: at least the step ENTITLED.
type Journey struct {
	ServiceID OfferID
	Steps     []*JourneyStep
}

func (j *Journey) last() *JourneyStep { return j.Steps[len(j.Steps)-1] }

// Stage is where the commune stands.
func (j *Journey) Stage() JourneyStage { return j.last().Stage }

// Since is since when it stands there.
func (j *Journey) Since() Date { return j.last().Since }

// recent is how many full months say whether a service is in use, regular in how many of them it must be used to be in regular use.
const recent, regular = 6, 3

// NewJourney follows a commune from the first day of its right to a day: used are the months of use, in order. What happened on
// the same day stands in the order of the stages.
func NewJourney(service OfferID, entitled Date, signed *Date, used []Month, on Date) *Journey {
	j := &Journey{ServiceID: service}
	var way []*JourneyStep
	step := func(s JourneyStage, since Date) { way = append(way, &JourneyStep{Stage: s, Since: since}) }
	before := []*JourneyStep{{Stage: JourneyStageEntitled, Since: entitled}}
	if signed != nil && *signed <= on {
		before = append(before, &JourneyStep{Stage: JourneyStageAccepted, Since: *signed})
		if *signed < entitled {
			before[0], before[1] = before[1], before[0]
		}
	}
	now, in := MonthOf(on), map[Month]bool{}
	for _, m := range used {
		in[m] = m < now
	}
	if len(used) > 0 && used[0] < now {
		step(JourneyStageFirstUse, used[0].First())
		stage := JourneyStageFirstUse
		for next := used[0] + 1; next <= now; next++ { // each first day on which one more month is full
			n := 0
			for m := next - recent; m < next; m++ {
				if in[m] {
					n++
				}
			}
			then := JourneyStageFirstUse
			switch {
			case n >= regular:
				then = JourneyStageRegular
			case n == 0:
				then = JourneyStageDormant
			}
			if then != stage {
				stage = then
				step(stage, next.First())
			}
		}
	}
	for _, s := range before { // a right may be younger than the use, where it was renewed
		at := 0
		for at < len(way) && way[at].Since < s.Since {
			at++
		}
		j.Steps = append(j.Steps, way[:at]...)
		j.Steps, way = append(j.Steps, s), way[at:]
	}
	j.Steps = append(j.Steps, way...)
	return j
}
