package train

// Options are the settings of the trainer; the zero value of each means its
// default.
type Options struct {
	Nets     int     // how many nets the judge has beside the sieve, each from another seed; default 2
	View     int     // columns through which a net sees a word, default 96
	Embed    int     // columns of a feature, default 96
	Hidden   int     // columns of its hidden layer, default 192
	Epochs   int     // passes over the examples, default 6
	Rate     float64 // highest learning rate, default 2e-3
	Drop     float64 // share of views and of the hidden layer dropped, default 0.4
	Forget   float64 // share of features dropped, default 0.3
	AtLeast  int     // a feature that stands in fewer examples is left out, default 12
	Batch    int     // examples of a step, about; default 1,000
	Seed     uint64
	Progress func(net, epoch int, loss float64) // told of each epoch; may be nil
	// Threshold is the least worth kept, default 0.42.
	Threshold float64
}

// sieve are the options of the sieve: a quarter as wide.
func (o Options) sieve() Options {
	o.View, o.Embed, o.Hidden = max(1, o.View/4), max(1, o.Embed/4), max(1, o.Hidden/4)
	return o
}

func (o Options) defaults() Options {
	set := func(p *int, v int) {
		if *p == 0 {
			*p = v
		}
	}
	set(&o.Nets, 2)
	set(&o.View, 96)
	set(&o.Embed, 96)
	set(&o.Hidden, 192)
	set(&o.Epochs, 6)
	set(&o.AtLeast, 12)
	set(&o.Batch, 1000)
	for _, p := range []struct {
		at *float64
		v  float64
	}{{&o.Rate, 2e-3}, {&o.Drop, 0.4}, {&o.Forget, 0.3}, {&o.Threshold, 0.42}} {
		if *p.at == 0 {
			*p.at = p.v
		}
	}
	if o.Progress == nil {
		o.Progress = func(int, int, float64) {}
	}
	return o
}
