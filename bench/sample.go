package main

import (
	"time"
)

// sample measures one contender: its CPU time and PostgreSQL's are those that passed during the burst.
func (g *ground) sample(c *contender, shots []shot, n int, seconds float64) (s sample, err error) {
	if _, err := shoot(c.addr, shots, n, warmUp); err != nil {
		return s, err
	}
	server := c.process.Process.Pid
	stop := make(chan struct{})
	peak := make(chan float64)
	go func() {
		most := 0.0
		for every := time.NewTicker(50 * time.Millisecond); ; {
			select {
			case <-stop:
				every.Stop()
				peak <- most
				return
			case <-every.C:
				now, _ := residentMB(server)
				most = max(most, now)
			}
		}
	}()
	var b burst
	s.serverCPU, s.dbCPU, err = g.cpu(server, func() (int, error) {
		b, err = shoot(c.addr, shots, n, time.Duration(seconds*float64(time.Second)))
		return len(b.waits), err
	})
	close(stop)
	s.memory = <-peak
	s.rate, s.p50, s.p99 = b.perSecond(), milliseconds(b.percentile(0.5)), milliseconds(b.percentile(0.99))
	return s, err
}

// cpu is what the server and PostgreSQL spent, per answer, while do ran; server 0 is none.
func (g *ground) cpu(server int, do func() (answers int, err error)) (onServer, onDB float64, err error) {
	postmaster, err := g.pid()
	if err != nil {
		return 0, 0, err
	}
	read := func() (a, b time.Duration, err error) {
		if server != 0 {
			if a, err = cpuOf(server); err != nil {
				return a, b, err
			}
		}
		b, err = cpuOfFamily(postmaster)
		return a, b, err
	}
	a0, b0, err := read()
	if err != nil {
		return 0, 0, err
	}
	answers, err := do()
	if err != nil {
		return 0, 0, err
	}
	a1, b1, err := read()
	per := float64(max(answers, 1))
	return milliseconds(a1-a0) / per, milliseconds(b1-b0) / per, err
}
