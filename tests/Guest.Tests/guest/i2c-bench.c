// SPDX-License-Identifier: GPL-2.0
/*
 * An I2C bus with chips that answer as their data sheets say, for the guest in which the agent is tried:
 * a LIS3DH that measures and queues 400 times a second, and chips that are a bank of registers. What the LIS3DH
 * feels and whether the bus fails is set by the parameters.
 */
#include <linux/i2c.h>
#include <linux/ktime.h>
#include <linux/module.h>

static int gone;
module_param(gone, int, 0644);
MODULE_PARM_DESC(gone, "1: nothing answers");

static int rest_mg[3] = { 0, 0, 1000 };
module_param_array(rest_mg, int, NULL, 0644);
MODULE_PARM_DESC(rest_mg, "what the LIS3DH feels at rest, x,y,z in mg");

static int blow_mg;
module_param(blow_mg, int, 0644);
MODULE_PARM_DESC(blow_mg, "peak of the next blow along x in mg; it rings out within 16 samples, then this is 0");

enum { LIS3DH, BANK, WIDE };

struct chip {
	u16 address;
	int kind;
	u8 at;			/* the register that is read next */
	u8 bank[512];		/* of a WIDE chip two bytes a register */
	ktime_t sampled;	/* of the oldest sample in the queue */
	int ringing;		/* mg of the blow that rings out */
};

static struct chip chips[] = {
	{ .address = 0x18, .kind = LIS3DH, .bank[0x0f] = 0x33 },
	/* SHT4x, where a command is the register of its answer: 25.0 degrees and 56.5 %, each with its checksum */
	{ .address = 0x44, .kind = BANK, .bank[0xfd] = 0x66, .bank[0xfe] = 0x66, .bank[0xff] = 0x93, .bank[0] = 0x80, .bank[2] = 0xa2 },
	/* INA219: 10 mV over the shunt, 12 V on the bus */
	{ .address = 0x40, .kind = WIDE, .bank[2] = 0x03, .bank[3] = 0xe8, .bank[4] = 0x5d, .bank[5] = 0xc0 },
};

#define SAMPLE_NS (NSEC_PER_SEC / 400)
#define QUEUE 32

/* Queued and on: CTRL1 at 400 Hz with all axes, CTRL5 with its queue, FIFO_CTRL as a stream. */
static int waiting(struct chip *c)
{
	s64 n;

	if (c->bank[0x20] != 0x77 || !(c->bank[0x24] & 0x40) || (c->bank[0x2e] & 0xc0) != 0x80) {
		c->sampled = ktime_get();
		return 0;
	}
	n = div_s64(ktime_to_ns(ktime_sub(ktime_get(), c->sampled)), SAMPLE_NS);
	if (n > QUEUE) {
		c->sampled = ktime_sub_ns(ktime_get(), QUEUE * SAMPLE_NS);
		n = QUEUE;
	}
	return n;
}

/* The next sample's three axes into the output registers: 48 mg a digit at 16 g, ten bits at the top of sixteen. */
static void sample(struct chip *c)
{
	int axis;

	if (waiting(c) > 0)
		c->sampled = ktime_add_ns(c->sampled, SAMPLE_NS);
	if (blow_mg) {
		c->ringing = blow_mg;
		blow_mg = 0;
	}
	for (axis = 0; axis < 3; axis++) {
		s16 raw = (rest_mg[axis] + (axis ? 0 : c->ringing)) / 48 * 64;

		c->bank[0x28 + 2 * axis] = raw & 0xff;
		c->bank[0x29 + 2 * axis] = (raw >> 8) & 0xff;
	}
	c->ringing = -c->ringing * 3 / 4;
}

static u8 read_one(struct chip *c, bool and_on)
{
	u8 value;

	if (c->kind == LIS3DH) {
		if (c->at == 0x2f) {
			int n = waiting(c);

			return (n == QUEUE ? 0x40 : 0) | (n == QUEUE ? 0x1f : n);
		}
		if (c->at == 0x28)
			sample(c);
	}
	value = c->bank[c->at];
	if (and_on)
		c->at = c->kind == LIS3DH && c->at == 0x2d ? 0x28 : c->at + 1;
	return value;
}

static int transfer(struct i2c_adapter *adapter, struct i2c_msg *messages, int count)
{
	bool and_on = true;
	int m, i;

	for (m = 0; m < count; m++) {
		struct i2c_msg *message = &messages[m];
		struct chip *c = NULL;

		for (i = 0; i < ARRAY_SIZE(chips); i++)
			if (chips[i].address == message->addr)
				c = &chips[i];
		if (!c || gone)
			return -EREMOTEIO;
		for (i = 0; i < message->len; i++) {
			if (message->flags & I2C_M_RD) {
				message->buf[i] = c->kind == WIDE ? c->bank[(2 * c->at + i) % sizeof(c->bank)] : read_one(c, and_on);
			} else if (i == 0) {
				and_on = c->kind != LIS3DH || (message->buf[0] & 0x80);
				c->at = c->kind == LIS3DH ? message->buf[0] & 0x7f : message->buf[0];
			} else if (c->kind == WIDE) {
				c->bank[(2 * c->at + i - 1) % sizeof(c->bank)] = message->buf[i];
			} else {
				c->bank[c->at] = message->buf[i];
				if (and_on)
					c->at++;
			}
		}
	}
	return count;
}

static u32 functionality(struct i2c_adapter *adapter)
{
	return I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL;
}

static const struct i2c_algorithm algorithm = { .master_xfer = transfer, .functionality = functionality };

static struct i2c_adapter bench = {
	.owner = THIS_MODULE,
	.name = "bench",
	.algo = &algorithm,
	.nr = 1,
};

static int __init start(void)
{
	return i2c_add_numbered_adapter(&bench);
}

static void __exit stop(void)
{
	i2c_del_adapter(&bench);
}

module_init(start);
module_exit(stop);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("I2C bus with answering chips, for tests");
