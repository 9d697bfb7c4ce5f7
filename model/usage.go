package model

import "time"

// MostUsed is the largest count that is believed.
const MostUsed = 1_000_000_000

// UsageMonth is how often a body used a service in a month, by one indicator.
type UsageMonth struct {
	Month          Month
	Count          int
	CollectivityID CollectivityID
	IndicatorID    int64
}

// UsageCorrection is what a count was before somebody corrected it.
type UsageCorrection struct {
	Before, After int
	By            string
	CorrectedAt   time.Time
}

// At is the moment of the correction.
func (c *UsageCorrection) At() Instant { return Instant(c.CorrectedAt) }

// TerritoryUsage is how often the communes of a territory used a service in a month, by one indicator.
type TerritoryUsage struct {
	Month    Month
	Count    int
	Users    int // with a count above 0
	Reported int // with a count
}
