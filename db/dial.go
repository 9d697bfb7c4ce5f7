package db

import (
	"bufio"
	"context"
	"net"
	"sync/atomic"
	"time"
)

// dialer gives connections a deadline at each read and write: lib/pq itself waits for ever on a server that went silent.
type dialer struct{ timeout time.Duration }

func (d dialer) Dial(network, address string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

func (d dialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return d.DialContext(ctx, network, address)
}

func (d dialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	b := &bounded{Conn: conn, wide: bufio.NewReaderSize(conn, 32<<10)}
	if d.timeout > 0 {
		b.limit = d.timeout + time.Second
	}
	return b, nil
}

// bounded is a connection whose peer may be silent only so long. It reads ahead in long pieces, since lib/pq asks for short
// ones, and moves its deadline only when that has come half a second nearer: moving it costs as much as a short read.
type bounded struct {
	net.Conn
	wide  *bufio.Reader
	limit time.Duration // 0 is none
	moved atomic.Int64  // when the deadline was set last, in nanoseconds
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.wide.Buffered() == 0 {
		if err := b.hold(); err != nil {
			return 0, err
		}
	}
	return b.wide.Read(p)
}

func (b *bounded) Write(p []byte) (int, error) {
	if err := b.hold(); err != nil {
		return 0, err
	}
	return b.Conn.Write(p)
}

func (b *bounded) hold() error {
	now := time.Now()
	if b.limit == 0 || now.UnixNano()-b.moved.Load() < int64(time.Second/2) {
		return nil
	}
	b.moved.Store(now.UnixNano())
	return b.Conn.SetDeadline(now.Add(b.limit))
}

// SetDeadline is lib/pq's while it connects; ours is set anew after it.
func (b *bounded) SetDeadline(t time.Time) error {
	b.moved.Store(0)
	return b.Conn.SetDeadline(t)
}
